"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { ViewerProvider } from "@/components/viewer";
import type { ThreadPage } from "@/lib/wire/threads";
import type { ViewerProfile } from "@/lib/wire/viewer";
import { browser } from "./browser";
import { repeatPageRequests } from "./page-requests";
import { createTab, type Tab } from "./tab";

const TabContext = createContext<Tab | null>(null);

/** Everything below is alive: it hears what happens and can send. */
export function Live({ viewer, list, children }: { viewer: ViewerProfile; list: ThreadPage; children: ReactNode }) {
  const [tab] = useState(() => createTab(viewer.id, list, browser));
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
        <ViewerProvider viewer={viewer}>{children}</ViewerProvider>
      </QueryClientProvider>
    </TabContext>
  );
}

export function useTab(): Tab {
  const tab = useContext(TabContext);
  if (!tab) throw new Error("Nothing is live outside a signed-in page.");
  return tab;
}
