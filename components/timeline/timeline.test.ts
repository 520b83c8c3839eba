import fc from "fast-check";
import { expect, test } from "vitest";
import type { Message, MessagePage } from "@/lib/wire/messages";
import type { OpenedThread } from "@/lib/wire/threads";
import { ana, messageAt, openedWith, pageOf, participantOf, THREAD_ID, threadOf } from "@/tests/stage/props";
import { extend, openTimeline, reopenTimeline, restart, trim, turnTo } from "./pages";
import { catchUp, hasNewer, meets, messageEvent, receive, type ThreadEvent, type Timeline } from "./timeline";

/** A history of a thread: each change is a new message, an edit of an earlier one, or a change of the thread. */
const histories = fc
  .array(fc.oneof(fc.constant("new"), fc.nat(), fc.constant("thread")), { maxLength: 60, size: "max" })
  .map((steps) => {
    const messages: Message[] = [];
    return steps.map((step, place): ThreadEvent => {
      const rev = place + 1;
      if (step === "thread") {
        return { threadId: THREAD_ID, rev, thread: threadOf({ ...participantOf(ana, "owner"), name: `Ana ${rev}` }) };
      }
      const edited = typeof step === "number" ? messages[step % messages.length] : undefined;
      const message = edited ? { ...edited, rev, body: `edit ${rev}` } : messageAt(messages.length + 1, { rev });
      messages[message.seq - 1] = message;
      return messageEvent(message);
    });
  });

const inOrder = (history: ThreadEvent[], from: Timeline = openTimeline(openedWith([]))) =>
  history.reduce(receive, from);

/** Without what is only kept for pages that are still on their way. */
const shownOf = ({ recent, recentSince, ...shown }: Timeline) => shown;

test("changes that come in any order and any number of times end as if each came once, in order", () => {
  const shuffled = histories.chain((history) =>
    fc.tuple(
      fc.constant(history),
      fc.shuffledSubarray(history, { minLength: history.length }),
      fc.array(fc.nat(), { maxLength: 20 }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([history, order, repeats]) => {
      const repeated = repeats.flatMap((place) => history[place % history.length] ?? []);
      expect(inOrder([...order, ...repeated])).toEqual(inOrder(history));
    }),
  );
});

test("whatever is lost, the snapshot of what was missed leads to the same timeline", () => {
  const lossy = fc.tuple(histories, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), fc.nat());
  fc.assert(
    fc.property(lossy, ([history, arrives, cut]) => {
      const whole = inOrder(history);
      const told = inOrder(history.filter((_, place) => arrives[place]));
      const upTo = Math.max(told.rev, cut % (history.length + 1));
      const then = inOrder(history.slice(0, upTo));
      const missed = then.messages.filter(({ rev }) => rev > told.rev);

      const caughtUp = catchUp(told, { upTo, thread: then.thread, messages: missed });
      expect(shownOf(inOrder(history.slice(upTo), caughtUp))).toEqual(shownOf(whole));
    }),
  );
});

test("at each moment the messages are a run without a gap in which each stands once", () => {
  fc.assert(
    fc.property(
      histories.chain((history) => fc.shuffledSubarray(history)),
      (events) => {
        let timeline = openTimeline(openedWith([]));
        for (const event of events) {
          timeline = receive(timeline, event);
          expect(timeline.messages.map(({ seq }) => seq)).toEqual(timeline.messages.map((_, place) => place + 1));
        }
      },
    ),
  );
});

test("a change that came ahead of its turn waits, and is not shown", () => {
  const timeline = inOrder([messageEvent(messageAt(1)), messageEvent(messageAt(3))]);
  expect(timeline).toMatchObject({ rev: 1, messages: [{ seq: 1 }], early: [{ rev: 3 }] });
  expect(receive(timeline, messageEvent(messageAt(2)))).toMatchObject({ rev: 3, early: [], messages: { length: 3 } });
});

/** The first `upTo` changes as the database has them then: each message in its newest state, by place. */
function storedAfter(history: ThreadEvent[], upTo: number): Message[] {
  const stored: Message[] = [];
  for (const event of history.slice(0, upTo)) if ("message" in event) stored[event.message.seq - 1] = event.message;
  return stored;
}

const PAGE = 4;
const HELD = { most: 12, kept: 8 };

/** The page that the server reads at a moment: before a place, after it, or around it. */
function readPage(history: ThreadEvent[], rev: number, way: "before" | "after" | "around", place: number): MessagePage {
  const stored = storedAfter(history, rev);
  const older = stored.filter(({ seq }) => seq < place);
  const messages = {
    before: older.slice(-PAGE),
    after: stored.filter(({ seq }) => seq > place).slice(0, PAGE),
    around: [...older.slice(-PAGE / 2), ...stored.filter(({ seq }) => seq >= place).slice(0, PAGE / 2)],
  }[way];
  return { messages, hasOlder: way === "after" || (messages[0]?.seq ?? 1) > 1, newest: stored.length, rev };
}

type Step = {
  kind: "push" | "lose" | "catch-up" | "older" | "newer" | "jump" | "end" | "answer" | "reopen";
  at: number;
};

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Step["kind"]>(
      "push",
      "push",
      "push",
      "lose",
      "catch-up",
      "older",
      "newer",
      "jump",
      "end",
      "answer",
      "reopen",
    ),
    at: fc.nat(),
  }),
  { maxLength: 80 },
);

test("whatever is pushed, lost, loaded, jumped to and let go, the run has no gap, is bounded and true", () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 30 }), steps, (history, begun, steps) => {
      const opened = (rev: number): OpenedThread => {
        const page = readPage(history, rev, "before", Number.POSITIVE_INFINITY);
        return { ...openedWith([], rev), page };
      };
      let now = Math.min(begun, history.length);
      let timeline = openTimeline(opened(now));
      /** Pages that were read and are still on their way. */
      const underWay: { page: MessagePage; apply: (timeline: Timeline, page: MessagePage) => Timeline }[] = [];
      const reading = (at: number) => timeline.messages[at % Math.max(1, timeline.messages.length)]?.seq ?? 0;

      for (const { kind, at } of steps) {
        const [first, last] = [timeline.messages[0]?.seq ?? 0, timeline.messages.at(-1)?.seq ?? 0];
        if (kind === "push" || kind === "lose") {
          const event = history[now];
          now = Math.min(now + 1, history.length);
          if (event && kind === "push") timeline = receive(timeline, event);
          if (timeline.messages.length > HELD.most) timeline = trim(timeline, reading(at), HELD);
        } else if (kind === "catch-up") {
          const messages = storedAfter(history, now).filter(({ rev }) => rev > timeline.rev);
          expect(meets(timeline, messages)).toBe(true);
          timeline = trim(catchUp(timeline, { upTo: now, thread: threadOf(), messages }), reading(at), HELD);
        } else if (kind === "older") {
          underWay.push({ page: readPage(history, now, "before", first), apply: extend });
        } else if (kind === "newer") {
          // Who holds nothing has no place to go on from.
          if (last > 0) underWay.push({ page: readPage(history, now, "after", last), apply: extend });
        } else if (kind === "jump") {
          underWay.push({ page: readPage(history, now, "around", 1 + (at % 30)), apply: turnTo });
        } else if (kind === "end") {
          underWay.push({ page: readPage(history, now, "before", Number.POSITIVE_INFINITY), apply: turnTo });
        } else if (kind === "reopen") {
          timeline = reopenTimeline(timeline, opened(Math.max(0, now - (at % 4))), at % 2 ? reading(at) : null);
        } else {
          const [answer] = underWay.splice(at % Math.max(1, underWay.length), 1);
          if (answer) timeline = trim(answer.apply(timeline, answer.page), answer.page.messages[0]?.seq ?? last, HELD);
        }
        expectRun(timeline, history, now);
      }
      timeline = catchUp(timeline, {
        upTo: history.length,
        thread: threadOf(),
        messages: storedAfter(history, history.length).filter(({ rev }) => rev > timeline.rev),
      });
      const whole = storedAfter(history, history.length);
      const from = (timeline.messages[0]?.seq ?? 1) - 1;
      expect(timeline.messages).toEqual(whole.slice(from, from + timeline.messages.length));
      expect(timeline.newest).toBe(whole.length);
      expect(timeline.hasOlder).toBe(from > 0);
    }),
    { numRuns: 400 },
  );
});

/** Without a gap, bounded, and of each message a state that is no older than all that has been applied. */
function expectRun(timeline: Timeline, history: ThreadEvent[], now: number): void {
  const { messages, rev, newest } = timeline;
  const first = messages[0]?.seq ?? 1;
  expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, place) => first + place));
  expect(messages.length).toBeLessThanOrEqual(HELD.most + PAGE);
  expect(newest).toBeGreaterThanOrEqual(messages.at(-1)?.seq ?? 0);
  const then = storedAfter(history, rev);
  for (const message of messages) {
    expect(message.rev).toBeGreaterThanOrEqual(then[message.seq - 1]?.rev ?? 0);
    expect(message.rev).toBeLessThanOrEqual(now);
  }
}

test("a page joins on to what is held only where it meets it", () => {
  const timeline = openTimeline(openedWith([messageAt(4), messageAt(5)]));
  const older = pageOf([messageAt(2), messageAt(3)], { newest: 5, rev: 5 });
  const extended = extend(timeline, older);

  expect(extended).toMatchObject({ messages: { length: 4 }, hasOlder: true });
  expect(seqsOf(extend(extended, older))).toEqual([2, 3, 4, 5]);
  expect(extend(timeline, pageOf([messageAt(2)], { rev: 5 }))).toBe(timeline);
  expect(extend(timeline, pageOf([messageAt(7)]))).toBe(timeline);
  expect(seqsOf(extend(timeline, pageOf([messageAt(6), messageAt(7)])))).toEqual([4, 5, 6, 7]);
});

test("a page of some other place stands instead of what is held, and the end is still known", () => {
  const timeline = openTimeline(openedWith([messageAt(90), messageAt(91)]));
  const turned = turnTo(timeline, pageOf([messageAt(7), messageAt(8)], { newest: 91, rev: 91 }));

  expect(turned).toMatchObject({ messages: [{ seq: 7 }, { seq: 8 }], hasOlder: true, newest: 91 });
  expect(hasNewer(turned)).toBe(true);
  const told = receive(turned, messageEvent(messageAt(92)));
  expect(told).toMatchObject({ messages: { length: 2 }, newest: 92, rev: 92 });
});

test("what was changed while a page was on its way is as it was changed to", () => {
  const timeline = openTimeline(openedWith([messageAt(4), messageAt(5)]));
  const page = pageOf([messageAt(2), messageAt(3)], { newest: 5, rev: 5 });
  const edited = receive(timeline, messageEvent(messageAt(3, { rev: 6, body: "edited" })));

  expect(edited.messages).toBe(timeline.messages);
  expect(extend(edited, page).messages[1]).toMatchObject({ seq: 3, body: "edited" });
});

test("a page from before more changes than are remembered changes nothing", () => {
  const timeline = openTimeline(openedWith([messageAt(900)]));
  const changed = Array.from({ length: 201 }, (_, place) => messageAt(1 + place, { rev: 901 + place }));
  const later = changed.map((message) => messageEvent(message)).reduce(receive, timeline);

  expect(extend(later, pageOf([messageAt(899)], { rev: 900 }))).toBe(later);
  expect(extend(later, pageOf([messageAt(899)], { rev: 901 })).messages).toHaveLength(2);
});

test("what is furthest from where one reads is let go of", () => {
  const timeline = openTimeline(openedWith(Array.from({ length: 30 }, (_, place) => messageAt(1 + place))));
  const keep = (seq: number) => trim(timeline, seq, { most: 20, kept: 10 });

  expect([keep(30), keep(1), keep(15)].map(seqsOf).map(([first]) => first)).toEqual([21, 1, 10]);
  expect([keep(30), keep(1), keep(15)].map(({ hasOlder }) => hasOlder)).toEqual([true, false, true]);
  expect([keep(30), keep(1), keep(15)].map(hasNewer)).toEqual([false, true, true]);
  expect(trim(timeline, 1, { most: 30, kept: 10 })).toBe(timeline);
});

test("a thread that is opened again keeps what it has when the page meets it, and begins anew otherwise", () => {
  const held = openTimeline(openedWith([messageAt(1), messageAt(2), messageAt(3)]));
  const reopened = (messages: Message[], wanted: number | null = null) =>
    seqsOf(reopenTimeline(held, openedWith(messages), wanted));

  expect(reopened([messageAt(3), messageAt(4)])).toEqual([1, 2, 3, 4]);
  expect(reopened([messageAt(8), messageAt(9)])).toEqual([8, 9]);
  expect(reopened([messageAt(8), messageAt(9)], 2)).toEqual([1, 2, 3]);
  expect(reopenTimeline(held, openedWith([messageAt(8), messageAt(9)]), 2).newest).toBe(9);
  expect(reopened([messageAt(8), messageAt(9)], 5)).toEqual([8, 9]);
  expect(reopened([messageAt(2)])).toEqual([1, 2, 3]);
});

test("a page that comes after all it tells of is known is older than what is held, and changes nothing", () => {
  const page = pageOf([messageAt(8), messageAt(9)]);
  const begun = restart(openTimeline(openedWith([messageAt(1)])), 9, threadOf(), page);
  expect(begun).toMatchObject({ rev: 9, messages: [{ seq: 8 }, { seq: 9 }] });

  const ahead = receive(begun, messageEvent(messageAt(10)));
  expect(restart(ahead, 9, threadOf(), page)).toBe(ahead);
  expect(restart({ ...ahead, isGone: true }, 9, threadOf(), page).isGone).toBe(false);
});

test("messages join on to the held ones, unless some in between are missing", () => {
  const timeline = openTimeline(openedWith([messageAt(3), messageAt(4)]));
  expect(
    [[], [messageAt(4)], [messageAt(5)], [messageAt(3, { rev: 9 }), messageAt(5)]].map((some) => meets(timeline, some)),
  ).toEqual([true, true, true, true]);
  expect([[messageAt(6)], [messageAt(4, { rev: 9 }), messageAt(7)]].map((some) => meets(timeline, some))).toEqual([
    false,
    false,
  ]);
  expect(meets(openTimeline(openedWith([])), [messageAt(6)])).toBe(true);
  // Far above, and out of the thread and back without having heard of it.
  const farAbove = { ...timeline, newest: 90 };
  expect([3, 4, 80].map((readableFrom) => meets(farAbove, [], readableFrom))).toEqual([true, false, false]);
  const farFromTheEnd = { ...timeline, newest: 50 };
  expect([farFromTheEnd, { ...farFromTheEnd, isGone: true }].map((held) => meets(held, [messageAt(51)]))).toEqual([
    true,
    false,
  ]);
});

const seqsOf = ({ messages }: Timeline) => messages.map(({ seq }) => seq);
