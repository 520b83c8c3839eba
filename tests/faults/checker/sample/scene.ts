import { createChance } from "./chance";
import { createServer, type SampleThread } from "./server";
import { createRecording, type SampleTab } from "./tabs";

export const PEOPLE = ["ana", "ben", "cleo", "dan", "eve"];

export type Scene = ReturnType<typeof openScene>;

/** Where an invented run goes on: what the database holds, and the tabs of its people. Eve is in no thread. */
export function openScene(seed: number) {
  const chance = createChance(seed);
  const server = createServer(PEOPLE, () => tabs.now());
  const { threads } = server;
  const tabs = createRecording(chance, threads);
  let sessions = 0;

  function signIn(person: string, device: string): void {
    sessions += 1;
    tabs.openTab(person, device, `session-${sessions}`);
  }

  /** On whatever tabs it is. */
  function endSessionOf({ session }: SampleTab): void {
    const asked = tabs.wait();
    for (const tab of [...tabs.open].filter((one) => one.session === session)) {
      if (tab.isConnected) tabs.hear(tab, "session:ended");
      tabs.disconnect(tab);
      tab.isSignedOut = true;
      if (chance.below(2) === 0) tabs.closeTab(tab);
    }
    tabs.record({ kind: "session-ended", session, asked });
  }

  server.start("group", ["ana", "ben", "cleo"]);
  server.start("group", ["ben", "ana", "dan"]);
  server.start("direct", ["ana", "ben"]);
  for (const person of PEOPLE) signIn(person, `${person}'s laptop`);
  signIn("ana", "ana's phone");

  return {
    ...{ chance, server, threads, tabs, signIn, endSessionOf },
    /** Those who have an account. */
    people: () => [...server.people.values()].filter(({ isDeleted }) => !isDeleted),
    connected: () => [...tabs.open].filter(({ isConnected, person }) => isConnected && person !== "eve"),
    groups: () => threads.filter(({ kind }) => kind === "group"),
    threadOf: ({ person }: SampleTab) => chance.pick(threads.filter(({ members }) => members.has(person))),
    someMember: ({ members }: SampleThread) => chance.pick([...members.keys()]),
  };
}
