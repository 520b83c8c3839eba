"use client";

import { CheckCheck } from "lucide-react";
import { markAllRead } from "@/app/actions/read-positions";
import { useTab } from "@/components/connection/live";
import { IconButton } from "@/components/ui/icon-button";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";

/** There as long as anything is unread. */
export function MarkAllRead() {
  const { positions } = useTab();
  const viewer = useViewer();
  const { run, isRunning } = useAction(markAllRead, positions.hear);
  return (
    <IconButton
      label="Mark all as read"
      icon={CheckCheck}
      aria-busy={isRunning}
      onClick={() => run({ viewerId: viewer.id })}
    />
  );
}
