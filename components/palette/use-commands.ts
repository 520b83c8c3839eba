import { CheckCheck, Keyboard, LogOut, type LucideIcon, Search, ShieldCheck, SquarePen } from "lucide-react";
import { useRouter } from "next/navigation";
import { markAllRead } from "@/app/actions/read-positions";
import { useTab } from "@/components/connection/live";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import type { OverlayName } from "./overlays";

/** Something to do, under the name by which it is looked for. `also` are other words that find it. */
export type Command = { name: string; also: string; icon: LucideIcon; run: () => void };

type Leads = { onShow: (name: OverlayName) => void; onSignOut: () => void; onClose: () => void };

/** All that the palette can do, in the order in which it is shown. */
export function useCommands({ onShow, onSignOut, onClose }: Leads): Command[] {
  const { positions } = useTab();
  const viewer = useViewer();
  const router = useRouter();
  const markRead = useAction(markAllRead, positions.hear);

  function readAll() {
    markRead.run({ viewerId: viewer.id });
    onClose();
  }

  function administer() {
    router.push("/admin/people");
    onClose();
  }

  function search() {
    router.push("/search");
    onClose();
  }

  const administration = { name: "Administration", also: "admin people invites", icon: ShieldCheck, run: administer };
  return [
    { name: "New conversation", also: "start group chat", icon: SquarePen, run: () => onShow("new-conversation") },
    { name: "Search messages", also: "find look for", icon: Search, run: search },
    { name: "Mark all as read", also: "unread", icon: CheckCheck, run: readAll },
    ...(viewer.role === "administrator" ? [administration] : []),
    { name: "Keyboard shortcuts", also: "keys help", icon: Keyboard, run: () => onShow("shortcuts") },
    { name: "Sign out", also: "log out leave", icon: LogOut, run: onSignOut },
  ];
}
