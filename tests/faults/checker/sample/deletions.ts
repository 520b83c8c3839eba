import type { Scene } from "./scene";

/** The account of somebody is deleted, and in batches what they wrote. */
export function createDeletions({ chance, server, threads, tabs, endSessionOf }: Scene) {
  return {
    deleteAccount(): void {
      const person = server.people.get(chance.pick(["cleo", "dan"]) ?? "");
      if (!person) return;
      person.isDeleted = true;
      person.name = "Deleted person";
      for (const tab of [...tabs.open].filter((one) => one.person === person.id)) endSessionOf(tab);

      for (const thread of threads) {
        server.forget(thread, person.id);
        const line = thread.members.has(person.id) ? server.remove(thread, person.id, person.id) : null;
        tabs.wait();
        for (const tab of tabs.listeners(thread)) {
          tabs.hear(tab, "thread:head");
          tabs.catchUp(tab, thread);
        }
        if (line) tabs.push(thread, line);
      }
    },
  };
}
