import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Person } from "@/lib/wire/people";
import { ana, ben } from "@/tests/stage/props";
import { asWanted } from "./use-reacting";

vi.mock("@/app/actions/messages", () => ({}));
vi.mock("@/components/connection/live", () => ({}));

const people = fc.constantFrom<Person[]>([ben], [ana], [ben, ana], [ana, ben]);
const held = fc.uniqueArray(fc.record({ emoji: fc.constantFrom("👍", "❤️", "😂"), people }), {
  selector: ({ emoji }) => emoji,
});
const wants = fc.dictionary(fc.constantFrom("👍", "❤️", "😂"), fc.boolean());

test("what the viewer wants is as they want it, what others gave stays as it is, and none is without people", () => {
  fc.assert(
    fc.property(held, wants, (reactions, wanted) => {
      const shown = asWanted(reactions, wanted, ana);
      const peopleOf = (emoji: string, among = shown) => among.find((one) => one.emoji === emoji)?.people ?? [];
      for (const [emoji, isOn] of Object.entries(wanted)) expect(peopleOf(emoji).includes(ana)).toBe(isOn);
      for (const emoji of ["👍", "❤️", "😂"])
        expect(peopleOf(emoji).includes(ben)).toBe(peopleOf(emoji, reactions).includes(ben));
      for (const reaction of shown) expect(reaction.people.length).toBeGreaterThan(0);
    }),
  );
});
