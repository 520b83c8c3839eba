import { database } from "@/db/client";
import { auditLog } from "@/db/schema";
import { setBlock } from "@/lib/blocks";
import { doErasure } from "@/lib/erasures";
import { renameGroup, setHistory } from "@/lib/groups";
import { createInvite } from "@/lib/invites";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { deleteMessage, editMessage, setReaction } from "@/lib/message-changes";
import { putPicture } from "@/lib/pictures";
import { reportMessage } from "@/lib/reports";
import { createReset } from "@/lib/resets";
import { administrator, castOfThree, display, draft, groupOf, person, say } from "./cast";
import { bring, sayWith } from "./files";
import { fillThreads } from "./many-messages";
import { aPicture } from "./pictures";

/** What nobody writes by accident, and a format for the rows of tables has to carry. */
const ODD_TEXTS = ["a\\b\\n\\.", "tab\there", "line\nbreak\r\nand more", "\\N", "“ähm” 🍜 \u200d", "' \" $$ %s"];

/** A Parley in which people have lived: of nearly every table there are rows, made by what people do. */
export async function liveIn(messages: number) {
  const [ada, { ana, ben, eve, threadId }] = [await administrator("Ada"), await castOfThree()];
  const clubs = [await groupOf(ana, ben, eve), await groupOf(ben, eve, ada)];
  await fillThreads(clubs, [ben.id, eve.id], messages);

  for (const text of ODD_TEXTS) await say(ana, threadId, text);
  const said = await say(ana, clubs[0]!, `Noodles, @${ben.username}? https://example.org`);
  const place = { viewerId: ben.id, threadId: clubs[0]!, seq: said.seq };
  await say(ben, threadId, "And soup?");
  await editMessage(ana, { ...place, viewerId: ana.id, body: `Ramen, @${ben.username}?` });
  await setReaction(ben, { ...place, emoji: "🍜", isOn: true });
  await reportMessage(eve, { ...place, viewerId: eve.id, reason: "rude" });
  const gone = await sayWith(ana, threadId, [(await bring(ana, threadId, "to be deleted")).id]);
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq: gone.seq });
  await doErasure();

  const text = await bring(ana, threadId, "noodles ".repeat(40_000));
  const image = await bring(ana, threadId, await aPicture("png", { width: 1500, height: 900 }), "bowl.png");
  const sent = await sayWith(ana, threadId, [text.id, image.id], "The recipe");
  await bring(ben, threadId, "not sent yet");
  await putPicture(ben, { viewerId: ben.id }, await aPicture());

  await renameGroup(ana, { viewerId: ana.id, threadId: clubs[0]!, title: "Ramen club" });
  await setHistory(ana, { viewerId: ana.id, threadId: clubs[0]!, history: "all" });
  const gus = await person("Gus");
  await addParticipants(ana, { viewerId: ana.id, threadId: clubs[0]!, personIds: [gus.id] });
  await removeParticipant(ana, { viewerId: ana.id, threadId: clubs[0]!, personId: gus.id });
  await setBlock(eve, { viewerId: eve.id, personId: gus.id, isBlocked: true });
  await display(ben, threadId, 3);
  await createInvite(ada, { viewerId: ada.id, uses: 3, days: 2 });
  await createReset(ada, { personId: gus.id });
  await database().insert(auditLog).values({ actorId: ada.id, action: "tried-something" });
  return { ada, ana, ben, eve, threadId, clubs, sent, draft };
}
