import { quoteOf } from "@/lib/wire/excerpts";
import type { Message } from "@/lib/wire/messages";

/** The messages of a thread that a tab holds, each in the newest state in which it is known. */
export type Stretch = {
  /** A run without a gap, in the order of `seq`. It need not begin at the first message nor end at the newest. */
  messages: Message[];
  /** The place of the thread's newest message, which may be further on than the run. */
  newest: number;
  /**
   * The messages that were sent or changed after the change `recentSince`, in their newest states and in the run or not:
   * a page that was on its way meanwhile does not know of it.
   */
  recent: Message[];
  recentSince: number;
};

/** A page is on its way for less long than it takes to change more messages than this. */
const RECENT_MOST = 200;

/** A message as it is now, wherever it is held or quoted. */
export function takeMessage<Held extends Stretch>(held: Held, message: Message): Held {
  return mergeMessage(refreshQuotes(held, message), message);
}

/** Each in the newer of the states in which it is known, and so is what it quotes; the same list when nothing is newer. */
export function newestStates(messages: Message[], others: Message[]): Message[] {
  const known = new Map(others.map((message) => [message.seq, message]));
  const isNewer = (told: { rev: number } | undefined, held: { rev: number }) =>
    told !== undefined && told.rev > held.rev;
  const newest = messages.map((message) => {
    const told = known.get(message.seq);
    const state = told && isNewer(told, message) ? told : message;
    const original = state.quote && known.get(state.quote.seq);
    return original && state.quote && isNewer(original, state.quote) ? { ...state, quote: quoteOf(original) } : state;
  });
  return newest.some((message, place) => message !== messages[place]) ? newest : messages;
}

/** The newest state of a message stays; one that is not held enters right after the run, where it alone can belong. */
function mergeMessage<Held extends Stretch>(before: Held, message: Message): Held {
  const stretch = remember({ ...before, newest: Math.max(before.newest, message.seq) }, message);
  const { messages } = stretch;
  const place = message.seq - (messages[0]?.seq ?? message.seq);
  const held = messages[place];
  if (held) return held.rev >= message.rev ? stretch : { ...stretch, messages: messages.with(place, message) };
  return place === messages.length ? { ...stretch, messages: [...messages, message] } : stretch;
}

/** What replies to a message shows it as it is now. */
function refreshQuotes<Held extends Stretch>(stretch: Held, original: Message): Held {
  const isBehind = ({ quote }: Message) => quote?.seq === original.seq && quote.rev < original.rev;
  if (!stretch.messages.some(isBehind)) return stretch;
  const quote = quoteOf(original);
  return { ...stretch, messages: stretch.messages.map((held) => (isBehind(held) ? { ...held, quote } : held)) };
}

/** Of two states of a message the newer one is remembered; the one that was told of first is forgotten first. */
function remember<Held extends Stretch>(stretch: Held, message: Message): Held {
  const known = stretch.recent.find(({ seq }) => seq === message.seq);
  if (known && known.rev >= message.rev) return stretch;
  const recent = [...stretch.recent.filter((other) => other !== known), message];
  if (recent.length <= RECENT_MOST) return { ...stretch, recent };
  const [forgotten, ...rest] = recent;
  return { ...stretch, recent: rest, recentSince: Math.max(stretch.recentSince, forgotten?.rev ?? 0) };
}
