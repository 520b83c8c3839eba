import type { ServerToClientEvents } from "@/lib/wire/events";
import type { Scene } from "./scene";

/** People are called otherwise, block others, and mute what calls them. */
export function createWishes({ chance, tabs, people, connected, threadOf }: Scene) {
  let named = 0;

  function tell(event: keyof ServerToClientEvents, person?: string): void {
    for (const tab of tabs.open) {
      if (tab.isConnected && (person === undefined || tab.person === person)) tabs.hear(tab, event);
    }
  }

  return {
    changeName(): void {
      const person = chance.pick(people());
      if (!person) return;
      named += 1;
      person.name = `${person.id}-${named}`;
      tell("person:changed");
    },
    changeBlock(): void {
      const [person, other] = [chance.pick(people()), chance.pick(people())];
      if (!person || !other || person === other) return;
      if (!person.blocked.delete(other.id)) person.blocked.add(other.id);
      tell("blocks:changed", person.id);
    },
    changeAttention(): void {
      const tab = chance.pick(connected());
      const membership = tab && threadOf(tab)?.members.get(tab.person);
      if (!membership) return;
      membership.attention += 1;
      tell("thread:attention", tab.person);
    },
  };
}
