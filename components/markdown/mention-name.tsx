"use client";

import { useViewer } from "@/components/viewer";
import type { Mention } from "@/lib/wire/messages";

/** Somebody who is called. Oneself is called louder. */
export function MentionName({ person }: { person: Mention }) {
  const isViewer = useViewer().id === person.id;
  const look = isViewer ? "rounded-s bg-accent px-1 py-px font-semibold text-on-accent" : "font-semibold text-link";
  return (
    <bdi title={`@${person.username}`} className={`box-decoration-clone ${look}`}>
      @{person.name}
    </bdi>
  );
}
