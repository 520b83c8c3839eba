// @vitest-environment happy-dom
import { act, cleanup, screen } from "@testing-library/react";
import { createRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PresenceContext } from "@/components/presence/use-presence";
import type { Presence } from "@/lib/wire/presence";
import type { Thread } from "@/lib/wire/threads";
import { ana, ben, eve, NOON, participantOf, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { ConversationHeader } from "./conversation-header";

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(cleanup);
afterEach(() => void vi.useRealTimers());

function show(kind: Thread["kind"], ...told: Presence[]) {
  const known = new Map(told.map((presence) => [presence.personId, presence]));
  const participants = [ana, ben, eve].map((person) => participantOf(person));
  const counterpart = kind === "direct" ? ben : null;
  renderForAna(
    <PresenceContext value={{ of: (id) => known.get(id), want: () => () => {}, subscribe: () => () => {} }}>
      <ConversationHeader
        thread={{ id: THREAD_ID, kind, title: null, history: "join", pictureId: null, participants }}
        title="Ben"
        counterpart={counterpart}
        detailsButton={createRef()}
        hasDetails={false}
        onDetails={() => {}}
      />
    </PresenceContext>,
  );
}
const presenceOf = (person: { id: string }, state: Presence["state"], lastSeenAt: string | null = null): Presence => ({
  ...{ personId: person.id, state, lastSeenAt },
});

test("of the other person it is told whether they are there, in words and beside the face", () => {
  show("direct", presenceOf(ben, "online"));
  expect(screen.getByText("Online")).toBeTruthy();
  expect(document.querySelector("[data-presence=online]")).toBeTruthy();
});

test("when they were last seen stays right as time passes", () => {
  show("direct", presenceOf(ben, "offline", new Date(NOON - 12 * 60_000).toISOString()));
  expect(screen.getByText("Last seen 12 min ago")).toBeTruthy();
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByText("Last seen 13 min ago")).toBeTruthy();
});

test("of a group it is told how many are online, the viewer among them, if anybody else is", () => {
  show("group", presenceOf(ben, "online"), presenceOf(eve, "away"));
  expect(screen.getByText("3 people, 2 online")).toBeTruthy();
  cleanup();
  show("group", presenceOf(ben, "hidden"));
  expect(screen.getByText("3 people")).toBeTruthy();
});
