import fc from "fast-check";
import { expect, test } from "vitest";
import type { Message } from "@/lib/wire/messages";
import { ana, messageAt, openedWith, THREAD_ID, threadOf } from "@/tests/stage/props";
import {
  catchUp,
  meets,
  messageEvent,
  openTimeline,
  prependPage,
  receive,
  reopenTimeline,
  restart,
  type ThreadEvent,
  type Timeline,
} from "./timeline";

/** A history of a thread: each change is a new message, an edit of an earlier one, or a change of the thread. */
const histories = fc
  .array(fc.oneof(fc.constant("new"), fc.nat(), fc.constant("thread")), { maxLength: 30 })
  .map((steps) => {
    const messages: Message[] = [];
    return steps.map((step, place): ThreadEvent => {
      const rev = place + 1;
      if (step === "thread") {
        return { threadId: THREAD_ID, rev, thread: threadOf({ ...ana, name: `Ana ${rev}`, role: "owner" }) };
      }
      const edited = typeof step === "number" ? messages[step % messages.length] : undefined;
      const message = edited ? { ...edited, rev, body: `edit ${rev}` } : messageAt(messages.length + 1, { rev });
      messages[message.seq - 1] = message;
      return messageEvent(message);
    });
  });

const inOrder = (history: ThreadEvent[], from: Timeline = openTimeline(openedWith([]))) =>
  history.reduce(receive, from);

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
      expect(inOrder(history.slice(upTo), caughtUp)).toEqual(whole);
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

test("an older page goes before what is held only where it meets it", () => {
  const timeline = openTimeline(openedWith([messageAt(3), messageAt(4)]));
  const page = { messages: [messageAt(1), messageAt(2)], hasOlder: false };

  expect(prependPage(timeline, page)).toMatchObject({ messages: { length: 4 }, hasOlder: false });
  expect(prependPage(prependPage(timeline, page), page).messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(prependPage(timeline, { messages: [messageAt(1)], hasOlder: false })).toBe(timeline);
});

test("a thread that is opened again keeps what it has when the page meets it, and begins anew otherwise", () => {
  const held = openTimeline(openedWith([messageAt(1), messageAt(2), messageAt(3)]));

  const meeting = reopenTimeline(held, openedWith([messageAt(3), messageAt(4)]));
  expect(meeting.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  const distant = reopenTimeline(held, openedWith([messageAt(8), messageAt(9)]));
  expect(distant.messages.map(({ seq }) => seq)).toEqual([8, 9]);
  expect(reopenTimeline(held, openedWith([messageAt(2)]))).toEqual(held);
});

test("a page that comes after all it tells of is known is older than what is held, and changes nothing", () => {
  const page = { messages: [messageAt(8), messageAt(9)], hasOlder: true };
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
});
