import { Archive, ArchiveRestore, Bell, BellOff, Pin, PinOff } from "lucide-react";
import { useState } from "react";
import { setAttention } from "@/app/actions/attention";
import { useTab } from "@/components/connection/live";
import type { MenuItem } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toasts";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Attention, MuteFor, SetAttention } from "@/lib/wire/attention";
import { NO_ANSWER } from "@/lib/wire/outcome";
import type { ThreadSummary } from "@/lib/wire/threads";
import { isArchived, isMuted, newerAttention } from "./attention";
import { useMuteClock } from "./use-mute-clock";

const MUTES: [label: string, mute: MuteFor][] = [
  ["Mute for 1 hour", "hour"],
  ["Mute for 8 hours", "8-hours"],
  ["Mute for a week", "week"],
  ["Mute for ever", "ever"],
];

/** How a thread calls the viewer just now, and what they may do about it. */
export function useAttention(line: ThreadSummary) {
  const viewer = useViewer();
  const { deliveries } = useTab();
  // A thread that is too far down the list to be loaded has no line there that could tell.
  const [answered, setAnswered] = useState<Attention>(line.attention);
  const { run } = useAction(ask, (told) => {
    setAnswered(told);
    deliveries.attention(told);
  });
  const now = useMuteClock([line]);
  const held = { ...line, attention: newerAttention(answered, line.attention) };
  const states = {
    isPinned: held.attention.pinnedAt !== null,
    isMuted: isMuted(held, now),
    isArchived: isArchived(held, now),
  };

  const set = (change: SetAttention["change"]) => () => run({ viewerId: viewer.id, threadId: line.id, change });
  const items: MenuItem[] = [
    states.isPinned
      ? { label: "Unpin", icon: PinOff, run: set({ isPinned: false }) }
      : { label: "Pin", icon: Pin, run: set({ isPinned: true }) },
    ...(states.isMuted
      ? [{ label: "Unmute", icon: Bell, run: set({ mute: null }) }]
      : MUTES.map(([label, mute]) => ({ label, icon: BellOff, run: set({ mute }) }))),
    states.isArchived
      ? { label: "Back from the archive", icon: ArchiveRestore, run: set({ isArchived: false }) }
      : { label: "Archive", icon: Archive, run: set({ isArchived: true }) },
  ];
  return { ...states, items };
}

/** The menu is closed by then: what could not be done is told beside nothing. */
async function ask(input: SetAttention): ReturnType<typeof setAttention> {
  const outcome = await setAttention(input).catch(() => NO_ANSWER);
  if (!outcome.ok) showToast(inWords(outcome));
  return outcome;
}
