"use client";

import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState } from "react";
import { useViewer } from "@/components/viewer";
import type { Quote } from "@/lib/wire/excerpts";
import { readUnsentIntent, writeUnsentIntent } from "./unsent-intent";
import { writeUnsentText } from "./unsent-text";
import { editKeyOf } from "./use-unsent";

/** What is being written: an answer to a message, another text for one of one's own, or neither. */
export type Intent = { kind: "reply"; quote: Quote } | { kind: "edit"; seq: number; body: string };

type Composing = {
  threadId: string;
  intent: Intent | null;
  /** Takes up an intent, or gives it up with null. The composer has the focus afterwards. */
  setIntent: (intent: Intent | null) => void;
  /** The edit of this message is done with, whatever is being written by now. */
  endEdit: (seq: number) => void;
};

const ComposingContext = createContext<Composing | null>(null);

/** What the composer of a thread is for just now; kept on this device as what is typed into it. */
export function ComposingProvider({ threadId, children }: { threadId: string; children: ReactNode }) {
  const viewer = useViewer();
  const [intent, setHeldIntent] = useState<Intent | null>(null);
  const begin = useEffectEvent(() => setHeldIntent(readUnsentIntent(viewer.id, threadId)));
  useEffect(() => begin(), []);

  function setIntent(next: Intent | null): void {
    writeUnsentIntent(viewer.id, threadId, next);
    setHeldIntent(next);
  }

  function endEdit(seq: number): void {
    writeUnsentText(viewer.id, editKeyOf(threadId, seq), "");
    const isEdit = (held: Intent | null) => held?.kind === "edit" && held.seq === seq;
    if (isEdit(readUnsentIntent(viewer.id, threadId))) writeUnsentIntent(viewer.id, threadId, null);
    setHeldIntent((held) => (isEdit(held) ? null : held));
  }

  return <ComposingContext value={{ threadId, intent, setIntent, endEdit }}>{children}</ComposingContext>;
}

export function useComposing(): Composing {
  const composing = useContext(ComposingContext);
  if (!composing) throw new Error("There is no composer outside of a conversation.");
  return composing;
}
