import { useSyncExternalStore } from "react";
import type { Connection } from "./connection";
import { useTab } from "./live";

/** Where the live connection stands, and the way to try again at once. */
export function useConnection(): Connection & { retryNow: () => void } {
  const tab = useTab();
  const connection = useSyncExternalStore(tab.onConnection, tab.connection, tab.connection);
  return { ...connection, retryNow: tab.retryNow };
}
