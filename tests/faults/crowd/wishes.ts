import { LIST_KEY } from "@/components/connection/deliveries";
import type { ListedThreads } from "@/components/threads/listed-threads";
import type { SetAttention } from "@/lib/wire/attention";
import { aPicture } from "@/tests/stage/pictures";
import type { Random } from "../random";
import type { Page } from "../tabs/page";
import type { Crowd } from "./crowd";

const CHANGES: SetAttention["change"][] = [
  { mute: "hour" },
  { mute: "ever" },
  { mute: null },
  { isPinned: true },
  { isPinned: false },
  { isArchived: true },
  { isArchived: false },
];

/** What people want otherwise for themselves, on whichever of their pages. */
export function createWishes({ others }: Crowd, random: Random) {
  const picture = aPicture("png", { width: 8, height: 8 });
  let named = 0;

  return {
    changeAttention: ({ wishes }: Page, threadId: string) => wishes.setAttention(threadId, random.pick(CHANGES)),
    /** For a while only: in a direct thread nothing is said meanwhile. */
    async changeBlock({ wishes, viewer, tab }: Page): Promise<void> {
      const [blocked] = tab.client.getQueryData<ListedThreads>(LIST_KEY)?.blockedIds ?? [];
      const other = random.pick(others.filter(({ id }) => id !== viewer.id));
      await (blocked ? wishes.setBlock(blocked, false) : wishes.setBlock(other.id, true));
    },
    async changeFace({ wishes, viewer }: Page): Promise<void> {
      named += 1;
      if (random.chance(0.7)) await wishes.changeName(`${viewer.username.split("-")[0]}, name ${named}`);
      else await wishes.changePicture(random.chance(0.7) ? await picture : null);
    },
  };
}
