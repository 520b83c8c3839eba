import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteOf } from "@/lib/wire/excerpts";
import type { Message } from "@/lib/wire/messages";
import { ben, messageAt, openedWith, threadOf } from "@/tests/stage/props";
import { openTimeline } from "./pages";
import { catchUp, messageEvent, receive, type ThreadEvent } from "./timeline";

/** Changes of a thread in which each message replies to an earlier one or to none, and what is there after them all. */
const histories = fc.array(fc.tuple(fc.boolean(), fc.nat()), { maxLength: 40 }).map((steps) => {
  const messages: Message[] = [];
  const asNow = (message: Message): Message => {
    const original = messages[(message.replyTo ?? 0) - 1];
    return { ...message, quote: original ? quoteOf(original) : null };
  };
  const events = steps.map(([isEdit, pick], place): ThreadEvent => {
    const rev = place + 1;
    const edited = isEdit ? messages[pick % messages.length] : undefined;
    const next = messageAt(messages.length + 1, { rev, replyTo: messages.length > 0 ? pick % messages.length : null });
    const message = asNow(edited ? { ...edited, rev, body: `edit ${rev}` } : next);
    messages[message.seq - 1] = message;
    return messageEvent(message);
  });
  return { events, truth: messages.map(asNow) };
});

test("a reply shows what it replies to as it is now, in whatever order the changes come", () => {
  const shuffled = histories.chain(({ events, truth }) =>
    fc.tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.constant(truth)),
  );
  fc.assert(
    fc.property(shuffled, ([events, truth]) => {
      expect(events.reduce(receive, openTimeline(openedWith([]))).messages).toEqual(truth);
    }),
  );
});

test("a snapshot brings a quote up to date also where the message that is quoted is not held", () => {
  const quote = quoteOf(messageAt(3));
  const timeline = openTimeline(openedWith([messageAt(8, { replyTo: 3, quote })]));
  const deleted = messageAt(3, { rev: 9, body: "", isDeleted: true });
  const caughtUp = catchUp(timeline, { upTo: 9, thread: threadOf(), messages: [deleted] });
  expect(caughtUp.messages).toMatchObject([{ seq: 8, quote: { rev: 9, body: "", isDeleted: true } }]);
});

test("a quote that a tab makes has no more of its author than one that the server makes: no face is beside it", () => {
  expect(quoteOf(messageAt(3)).author).toEqual({ id: ben.id, name: "Ben" });
});
