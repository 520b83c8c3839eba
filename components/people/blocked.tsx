"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { LIST_KEY } from "@/components/connection/deliveries";
import type { ListedThreads } from "@/components/threads/listed-threads";

/** What stands in the place of what they said. */
export const BLOCKED_WORDS = "Message of somebody you blocked";

const NOBODY: readonly string[] = [];
export const BlockedContext = createContext(NOBODY);

/** Whom the viewer has blocked comes with the top of their list. */
export function BlockedProvider({ children }: { children: ReactNode }) {
  const { data: list } = useQuery<ListedThreads>({ queryKey: LIST_KEY, queryFn: skipToken });
  return <BlockedContext value={list?.blockedIds ?? NOBODY}>{children}</BlockedContext>;
}

export const useBlockedIds = () => useContext(BlockedContext);

export function useIsBlocked(personId: string | undefined): boolean {
  const blockedIds = useBlockedIds();
  return personId !== undefined && blockedIds.includes(personId);
}
