"use client";

import { Settings } from "lucide-react";
import Link from "next/link";
import { ConnectionStatus } from "@/components/connection/connection-status";
import { Avatar } from "@/components/people/avatar";
import { iconControl } from "@/components/ui/icon-button";
import { useViewer } from "@/components/viewer";
import { SignOut } from "./sign-out";

/** Who is signed in here, and how the connection is. */
export function ListFooter() {
  const viewer = useViewer();
  return (
    <footer className="flex items-center gap-2.5 border-hairline border-t py-2.5 pr-3 pb-[max(0.625rem,env(safe-area-inset-bottom))] pl-5">
      <Avatar id={viewer.id} name={viewer.name} pictureId={viewer.pictureId} size="s" />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate font-medium text-[0.875rem] leading-4.5">
          {viewer.name}
        </p>
        <ConnectionStatus className="text-muted" />
      </div>
      <Link
        href="/settings"
        prefetch={false}
        aria-label="Settings"
        data-tooltip="Settings"
        data-tooltip-at="above-end"
        className={`${iconControl} -mr-2`}
      >
        <Settings aria-hidden size={20} strokeWidth={1.75} />
      </Link>
      <SignOut />
    </footer>
  );
}
