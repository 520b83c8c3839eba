"use client";

import { createContext, useContext, useEffect, useEffectEvent } from "react";
import type { Aim } from "./aim";
import type { Place } from "./places";

/** Goes to a message of the open thread. Back returns to where one was. */
export type Jump = (seq: number) => void;

const JumpContext = createContext<Jump>(() => {});
export const JumpProvider = JumpContext.Provider;

export function useJump(): Jump {
  return useContext(JumpContext);
}

type Reading = { go: (aim: Aim) => void; place: () => Place | null };

/** Each jump is a step in the browser's history, with the address of the message; where one was is kept with the step before. */
export function useJumps(threadId: string, { go, place }: Reading): Jump {
  const goBack = useEffectEvent((state: unknown) => {
    const seq = seqOfPath(window.location.pathname, threadId);
    const then = placeOf(state);
    if (seq === undefined) return;
    if (then) go({ kind: "place", ...then });
    else go(seq === null ? { kind: "end" } : { kind: "message", seq });
  });

  useEffect(() => {
    const onPop = ({ state }: PopStateEvent) => goBack(state);
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }, []);

  return (seq) => {
    const { state } = window.history;
    window.history.replaceState({ ...state, place: place() }, "");
    window.history.pushState(null, "", pathOf(threadId, seq));
    go({ kind: "message", seq });
  };
}

function pathOf(threadId: string, seq: number): string {
  return `/t/${threadId}/m/${seq}`;
}

/** The message that the path of this thread names; null when it names the thread alone, undefined when another page. */
export function seqOfPath(path: string, threadId: string): number | null | undefined {
  const [, t, id, m, seq, ...rest] = path.split("/");
  if (t !== "t" || id !== threadId || rest.length > 0) return undefined;
  if (m === undefined) return null;
  return m === "m" && /^\d{1,10}$/.test(seq ?? "") ? Number(seq) : undefined;
}

/** What this tab has put into its history; anything may stand there. */
function placeOf(state: unknown): { seq: number; top: number } | null {
  if (typeof state !== "object" || state === null || !("place" in state)) return null;
  const { place } = state;
  if (typeof place !== "object" || place === null || !("seq" in place) || !("top" in place)) return null;
  const { seq, top } = place;
  return typeof seq === "number" && typeof top === "number" ? { seq, top } : null;
}
