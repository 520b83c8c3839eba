"use client";

import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from "react";

/** What the open thread was called when its page was made, and what it is called now. */
export type Renaming = { made: string; now: string };

type RenamingState = { renaming: Renaming | null; rename: (renaming: Renaming | null) => void };

const RenamingContext = createContext<RenamingState>({ renaming: null, rename: () => {} });

export function RenamingProvider({ children }: { children: ReactNode }) {
  const [renaming, rename] = useState<Renaming | null>(null);
  return <RenamingContext value={{ renaming, rename }}>{children}</RenamingContext>;
}

/** For the thread that is open: Next knows only the title with which the page was made. */
export function useTitle(made: string, now: string): void {
  const { rename } = useContext(RenamingContext);
  useLayoutEffect(() => {
    if (now === made) return;
    rename({ made, now });
    return () => rename(null);
  }, [rename, made, now]);
}

export const useRenaming = () => useContext(RenamingContext).renaming;
