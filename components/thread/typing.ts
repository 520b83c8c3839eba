import type { Message } from "@/lib/wire/messages";
import type { NamedPerson } from "@/lib/wire/people";
import type { Typing } from "@/lib/wire/typing";

/** Somebody who goes on typing says so again after this, in milliseconds, and has stopped after a pause of `PAUSE_MS`. */
const AGAIN_MS = 3_000;
const PAUSE_MS = 5_000;

const NOBODY: NamedPerson[] = [];

/** Who is typing in which thread, as this tab hears it. Whoever is not heard again has gone. */
export function createTypists() {
  const typists = new Map<string, NamedPerson[]>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const listeners = new Set<() => void>();

  function put(threadId: string, people: NamedPerson[]): void {
    typists.set(threadId, people);
    for (const listener of listeners) listener();
  }

  function stop(threadId: string, personId: string): void {
    clearTimeout(timers.get(`${threadId} ${personId}`));
    const people = typists.get(threadId) ?? NOBODY;
    if (people.some(({ id }) => id === personId))
      put(
        threadId,
        people.filter(({ id }) => id !== personId),
      );
  }

  return {
    hear({ threadId, person, isTyping }: Typing): void {
      if (!isTyping) {
        stop(threadId, person.id);
        return;
      }
      const key = `${threadId} ${person.id}`;
      clearTimeout(timers.get(key));
      timers.set(
        key,
        setTimeout(() => stop(threadId, person.id), AGAIN_MS + PAUSE_MS),
      );
      const people = typists.get(threadId) ?? NOBODY;
      if (!people.some(({ id }) => id === person.id)) put(threadId, [...people, person]);
    },
    /** Who has sent it types no more, until they are heard again. */
    arrived: ({ threadId, author }: Message) => stop(threadId, author.id),
    typistsIn: (threadId: string) => typists.get(threadId) ?? NOBODY,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Tells that the person is typing: at the first key, then every few seconds, never at each; and when they stop. */
export function createTypingSignal(say: (threadId: string, isTyping: boolean) => void) {
  let current: { threadId: string; saidAt: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    if (current) say(current.threadId, false);
    current = null;
  }

  return {
    stop,
    /** The text of a thread has changed by a key. */
    typed(threadId: string, text: string): void {
      if (text.trim() === "" || current?.threadId !== threadId) stop();
      if (text.trim() === "") return;
      if (!current || Date.now() - current.saidAt >= AGAIN_MS) {
        say(threadId, true);
        current = { threadId, saidAt: Date.now() };
      }
      clearTimeout(timer);
      timer = setTimeout(stop, PAUSE_MS);
    },
  };
}

/** "Bob is typing", "Bob and Cem are typing", "Bob, Cem and Dora are typing", "Several people are typing" */
export function typingInWords(people: NamedPerson[]): string {
  const [first, second, third] = people.map(({ name }) => name);
  if (people.length > 3) return "Several people are typing";
  if (third) return `${first}, ${second} and ${third} are typing`;
  if (second) return `${first} and ${second} are typing`;
  return first ? `${first} is typing` : "";
}
