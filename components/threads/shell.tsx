"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { type ReactNode, useState } from "react";
import { type OverlayName, Overlays } from "@/components/palette/overlays";
import { BlockedProvider } from "@/components/people/blocked";
import { Toasts } from "@/components/ui/toasts";
import { RenamingProvider } from "./renaming";
import { ThreadList } from "./thread-list";

/** The list and the conversation side by side; on a phone one of the two. */
export function Shell({ children }: { children: ReactNode }) {
  const threadId = useSelectedLayoutSegment();
  const [overlay, setOverlay] = useState<OverlayName | null>(null);
  return (
    <BlockedProvider>
      <RenamingProvider>
        <main className="grid h-dvh grid-rows-[minmax(0,1fr)] overflow-hidden md:grid-cols-[17.5rem_minmax(0,1fr)] lg:grid-cols-[20rem_minmax(0,1fr)]">
          <ThreadList
            openId={threadId}
            onSearch={() => setOverlay("palette")}
            className={threadId ? "max-md:hidden" : ""}
          />
          <div className={`relative flex min-h-0 min-w-0 bg-surface ${threadId ? "" : "max-md:hidden"}`}>
            {children}
          </div>
          <Overlays shown={overlay} onShow={setOverlay} />
          <Toasts />
        </main>
      </RenamingProvider>
    </BlockedProvider>
  );
}
