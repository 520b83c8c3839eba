import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import type { Presence } from "@/lib/wire/presence";
import type { PresenceWatch } from "./watch";

type Known = Pick<PresenceWatch, "of" | "want" | "subscribe">;

const nobody: Known = { of: () => undefined, want: () => () => {}, subscribe: () => () => {} };

/** What is known of who is there. Without it, of nobody. */
export const PresenceContext = createContext<Known>(nobody);

/** Whether somebody is there, as long as they are on screen; undefined when it is not known. */
export function usePresence(personId: string | undefined): Presence | undefined {
  const { of, want, subscribe } = useContext(PresenceContext);
  useEffect(() => (personId ? want(personId) : undefined), [want, personId]);
  return useSyncExternalStore(
    subscribe,
    () => (personId ? of(personId) : undefined),
    () => undefined,
  );
}

/** How many of these people are online, as far as it is known. */
export function useOnlineCount(personIds: string[]): number {
  const { of, want, subscribe } = useContext(PresenceContext);
  const key = personIds.join(" ");
  useEffect(() => {
    const releases = key.split(" ").flatMap((id) => (id ? [want(id)] : []));
    return () => {
      for (const release of releases) release();
    };
  }, [want, key]);
  return useSyncExternalStore(
    subscribe,
    () => personIds.filter((id) => of(id)?.state === "online").length,
    () => 0,
  );
}
