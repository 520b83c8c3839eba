import { type Expectations, participants, people } from "./expectations";
import type { Scene } from "./roles";

type Row = { input: (scene: Scene & { viewerId: string }) => object; expected: Expectations };

/** A socket without a session is refused before any event. */
const REFUSED = { anonymous: "refused", "ended session": "refused", deactivated: "refused" };

/** What each event that a tab may send does for whom. An event without a row fails the test. */
export const EVENTS: Record<string, Row> = {
  presence: { input: () => ({ state: "online" }), expected: people(REFUSED) },
  "presence:watch": { input: ({ owner }) => ({ personIds: [owner.id] }), expected: people(REFUSED) },
  sync: { input: ({ viewerId }) => ({ viewerId, threads: [] }), expected: people(REFUSED) },
  "thread:displayed": {
    input: ({ threadId, seq }) => ({ threadId, seq, version: 0 }),
    expected: participants(REFUSED),
  },
  "thread:join": { input: ({ threadId }) => ({ threadId, rev: 0 }), expected: participants(REFUSED) },
  // These two say something and ask for nothing: of a thread that one is not in it is heard by nobody.
  "thread:received": { input: ({ threadId, seq }) => ({ threadId, seq }), expected: people(REFUSED) },
  typing: { input: ({ threadId }) => ({ threadId, isTyping: true }), expected: people(REFUSED) },
};
