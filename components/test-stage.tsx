import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactElement } from "react";
import type { Message } from "@/lib/wire/messages";
import type { ThreadSummary } from "@/lib/wire/threads";
import { TimeZoneProvider } from "./time-zone";
import { ViewerProvider } from "./viewer";

export const ana = { id: "00000000-0000-4000-8000-00000000000a", name: "Ana" };
export const ben = { id: "00000000-0000-4000-8000-00000000000b", name: "Ben" };
export const eve = { id: "00000000-0000-4000-8000-00000000000e", name: "Eve" };

const NOON = Date.parse("2026-11-03T12:00:00Z");

/** Renders what Ana sees at noon of 3 November 2026, in the zone of this machine. */
export function renderForAna(scene: ReactElement) {
  const client = new QueryClient();
  return render(scene, {
    wrapper: ({ children }) => (
      <QueryClientProvider client={client}>
        <TimeZoneProvider zone={Intl.DateTimeFormat().resolvedOptions().timeZone} now={NOON}>
          <ViewerProvider viewer={{ ...ana, username: "ana", role: "member" }}>{children}</ViewerProvider>
        </TimeZoneProvider>
      </QueryClientProvider>
    ),
  });
}

export function aMessage(given: Partial<Message> = {}): Message {
  const seq = given.seq ?? 1;
  return {
    threadId: "thread",
    seq,
    id: `message-${seq}`,
    author: ben,
    body: "Noodles?",
    event: null,
    rev: seq,
    createdAt: new Date(NOON).toISOString(),
    editedAt: null,
    isDeleted: false,
    ...given,
  };
}

export function aSummary(given: Partial<ThreadSummary> = {}): ThreadSummary {
  return {
    id: "thread",
    kind: "direct",
    title: "Ben",
    counterpart: ben,
    lastMessage: aMessage(),
    lastMessageAt: new Date(NOON).toISOString(),
    lastSeq: 1,
    rev: 1,
    unread: 0,
    lastReadSeq: 1,
    readVersion: 1,
    ...given,
  };
}
