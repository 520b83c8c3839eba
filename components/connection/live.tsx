"use client";

import { QueryClientProvider, skipToken, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { PresenceContext } from "@/components/presence/use-presence";
import { ViewerProvider } from "@/components/viewer";
import type { ThreadPage } from "@/lib/wire/threads";
import type { ViewerProfile } from "@/lib/wire/viewer";
import { browser } from "./browser";
import { VIEWER_KEY } from "./deliveries";
import { repeatPageRequests } from "./page-requests";
import { createTab, type Tab } from "./tab";

const TabContext = createContext<Tab | null>(null);

/** Everything below is alive: it hears what happens and can send. */
export function Live({ viewer, list, children }: { viewer: ViewerProfile; list: ThreadPage; children: ReactNode }) {
  const [tab] = useState(() => {
    const made = createTab(viewer.id, list, browser);
    made.client.setQueryData<ViewerProfile>(VIEWER_KEY, viewer);
    return made;
  });
  useEffect(() => {
    const endRepeating = repeatPageRequests();
    const stop = tab.start();
    return () => {
      // Backwards: both stand in for `fetch`, and each gives back what it found.
      stop();
      endRepeating();
    };
  }, [tab]);

  return (
    <TabContext value={tab}>
      <QueryClientProvider client={tab.client}>
        <LiveViewer viewer={viewer}>
          <PresenceContext value={tab.presence}>{children}</PresenceContext>
        </LiveViewer>
      </QueryClientProvider>
    </TabContext>
  );
}

/** The viewer as the page began with them, and as they have called themselves since. */
function LiveViewer({ viewer, children }: { viewer: ViewerProfile; children: ReactNode }) {
  const { data = viewer } = useQuery<ViewerProfile>({ queryKey: VIEWER_KEY, queryFn: skipToken });
  return <ViewerProvider viewer={data}>{children}</ViewerProvider>;
}

export function useTab(): Tab {
  const tab = useContext(TabContext);
  if (!tab) throw new Error("Nothing is live outside a signed-in page.");
  return tab;
}
