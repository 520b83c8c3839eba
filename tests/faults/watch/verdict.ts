import type { Count } from "./count";

/** What is being done to them just now. */
export type Trouble = { isBobCut: boolean; isServerDown: boolean; isDatabaseStopped: boolean };

/** `lead` is said when it changes; `rest` may change with every message. */
export type Verdict = { tone: "whole" | "waiting" | "broken"; lead: string; rest: string };

/** What the figures mean, in plain words. */
export function verdictOf(count: Count, unsent: { alice: number; bob: number }, trouble: Trouble): Verdict {
  const breaches = breachesOf(count);
  if (breaches.length > 0) return { tone: "broken", lead: "The promise is broken.", rest: breaches.join(" ") };
  if (trouble.isDatabaseStopped)
    return waiting("PostgreSQL is stopped.", [until(unsent.alice + unsent.bob, "for it to come back")]);
  if (trouble.isServerDown)
    return waiting("The server is gone.", [until(unsent.alice + unsent.bob, "for it to come back")]);
  if (trouble.isBobCut) return waiting("Bob is offline.", [until(count.bob.toCome, "for him"), ownOf(unsent.bob)]);
  if (!count.isWhole) return waiting("Catching up.", [left(count)]);
  return {
    tone: "whole",
    lead: "Everything that was sent is stored once and shown once, in the same order on both sides.",
    rest: "",
  };
}

function breachesOf({ alice, bob, lost, doubles }: Count): string[] {
  return [
    lost.stored.size > 0 && `${messages(lost.stored.size)} ${lost.stored.size === 1 ? "is" : "are"} stored nowhere.`,
    lost.alice.size > 0 && `${messages(lost.alice.size)} never reached Alice.`,
    lost.bob.size > 0 && `${messages(lost.bob.size)} never reached Bob.`,
    doubles > 0 && `${messages(doubles)} ${doubles === 1 ? "is" : "are"} there twice.`,
    alice.isReordered && "Alice has them in another order than they were stored in.",
    bob.isReordered && "Bob has them in another order than they were stored in.",
  ].filter((breach) => breach !== false);
}

function waiting(lead: string, parts: string[]): Verdict {
  const rest = parts.filter((part) => part !== "").join(", ");
  return { tone: "waiting", lead, rest: rest && `${rest}.` };
}

function until(number: number, what: string): string {
  return number === 0 ? "" : `${messages(number)} ${number === 1 ? "waits" : "wait"} ${what}`;
}

function ownOf(number: number): string {
  return number === 0 ? "" : `${number.toLocaleString("en")} of his own ${number === 1 ? "waits" : "wait"} to be sent`;
}

function left({ sent, stored, alice, bob }: Count): string {
  const most = sent - stored + Math.max(alice.toCome, bob.toCome);
  if (most <= 0) return "Older messages are loaded again";
  return `${messages(most)} ${most === 1 ? "is" : "are"} on the way`;
}

const messages = (number: number) => (number === 1 ? "1 message" : `${number.toLocaleString("en")} messages`);
