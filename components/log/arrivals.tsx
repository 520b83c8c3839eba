"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useBlockedIds } from "@/components/people/blocked";
import { useViewer } from "@/components/viewer";
import { eventInWords } from "@/components/words";
import type { Message } from "@/lib/wire/messages";
import { createSpeech } from "./speech";

/** Of longer messages the rest is read in the log. */
const SPOKEN_LENGTH = 200;

/** Says what others write while one is there, for screen readers. The log itself is silent: it would say history too. */
export function Arrivals({ messages, newest }: { messages: Message[]; newest: number }) {
  const viewer = useViewer();
  const blockedIds = useBlockedIds();
  const [sentences, setSentences] = useState<string[]>([]);
  const [speech] = useState(() => createSpeech(setSentences));
  const heard = useRef(newest);

  const hear = useEffectEvent(() => {
    const unspoken = [viewer.id, ...blockedIds];
    const arrived = messages.filter(({ seq, author }) => seq > heard.current && !unspoken.includes(author.id));
    heard.current = Math.max(heard.current, newest);
    if (arrived.length > 0) speech.hear(arrived.map((message) => sentenceOf(message, viewer.id)));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer message is what there is to hear.
  useEffect(() => hear(), [newest]);
  useEffect(() => speech.stop, [speech]);

  return (
    <div role="status" className="sr-only">
      {sentences.map((sentence, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same.
        <p key={`${place} ${sentence}`}>{sentence}</p>
      ))}
    </div>
  );
}

function sentenceOf({ author, body, event }: Message, viewerId: string): string {
  if (event) return eventInWords(event, author, viewerId);
  return `${author.name}: ${body.replace(/\s+/g, " ").slice(0, SPOKEN_LENGTH)}`;
}
