import { useState } from "react";
import { showToast } from "@/components/ui/toasts";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Reaction } from "@/lib/wire/messages";
import type { NamedPerson } from "@/lib/wire/people";
import { useMessageChanges } from "./use-message-changes";

/** The reactions of a message with those of the viewer as they want them, which they see before the server has answered. */
export function useReacting(threadId: string, seq: number | null, reactions: Reaction[]) {
  const viewer = useViewer();
  const changes = useMessageChanges(threadId);
  const [wanted, setWanted] = useState<Record<string, boolean>>({});

  async function react(emoji: string, isOn: boolean): Promise<void> {
    if (seq === null) return;
    setWanted((others) => ({ ...others, [emoji]: isOn }));
    const refusal = await changes.react(seq, emoji, isOn);
    setWanted(({ [emoji]: last, ...others }) =>
      last === undefined || last === isOn ? others : { ...others, [emoji]: last },
    );
    if (refusal) showToast(inWords(refusal));
  }

  return { reactions: asWanted(reactions, wanted, { id: viewer.id, name: viewer.name }), react };
}

export function asWanted(reactions: Reaction[], wanted: Record<string, boolean>, viewer: NamedPerson): Reaction[] {
  return Object.entries(wanted).reduce((held, [emoji, isOn]) => withOne(held, emoji, isOn, viewer), reactions);
}

function withOne(reactions: Reaction[], emoji: string, isOn: boolean, viewer: NamedPerson): Reaction[] {
  const isMine = ({ people }: Reaction) => people.some(({ id }) => id === viewer.id);
  const held = reactions.find((reaction) => reaction.emoji === emoji);
  if (!held) return isOn ? [...reactions, { emoji, people: [viewer] }] : reactions;
  if (isMine(held) === isOn) return reactions;

  const people = isOn ? [...held.people, viewer] : held.people.filter(({ id }) => id !== viewer.id);
  const changed = reactions.map((reaction) => (reaction === held ? { emoji, people } : reaction));
  return changed.filter((reaction) => reaction.people.length > 0);
}
