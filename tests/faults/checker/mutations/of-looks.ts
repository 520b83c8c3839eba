import type { Look, Run } from "../../history";
import type { Mutation } from "./mutation";

/** How tabs show people and threads at the end. */
export const ofLooks: Mutation[] = [
  {
    name: "a tab lists a thread under another title",
    breaks: "I6",
    placesIn: (run) => linesIn(run).map((line) => () => (line.title += "!")),
  },
  {
    name: "a tab does not know that a thread was muted",
    breaks: "I6",
    placesIn: (run) => linesIn(run).map((line) => () => (line.attention -= 1)),
  },
  {
    name: "a tab lists a thread in which its person is not",
    breaks: "I6",
    placesIn: ({ looks }) =>
      looks.map(
        ({ lines }) =>
          () =>
            lines.push({ thread: "elsewhere", title: "Elsewhere", attention: 0 }),
      ),
  },
  {
    name: "a tab shows a thread under another title",
    breaks: "I6",
    placesIn: (run) => threadsIn(run).map((thread) => () => (thread.title += "!")),
  },
  {
    name: "a tab shows somebody in another role",
    breaks: "I6",
    placesIn: (run) =>
      threadsIn(run).flatMap(({ roles }) =>
        Object.entries(roles).map(
          ([person, role]) =>
            () =>
              (roles[person] = role === "member" ? "admin" : "member"),
        ),
      ),
  },
  {
    name: "a tab shows somebody among those in a thread who is not",
    breaks: "I6",
    placesIn: (run) =>
      threadsIn(run).map(
        ({ roles }) =>
          () =>
            (roles.eve = "member"),
      ),
  },
  {
    name: "a tab shows what a deleted message said",
    breaks: "I6",
    placesIn: (run) => threadsIn(run).flatMap(({ stubs }) => stubs.map((_, place) => () => stubs.splice(place, 1))),
  },
  {
    name: "a tab does not know whom its person has blocked",
    breaks: "I6",
    placesIn: ({ looks }) => looks.flatMap(({ blocked }) => (blocked.length > 0 ? [() => blocked.pop()] : [])),
  },
  {
    name: "a tab takes somebody for blocked who is not",
    breaks: "I6",
    placesIn: ({ looks }) =>
      looks.map(
        ({ blocked }) =>
          () =>
            blocked.push("nobody"),
      ),
  },
  {
    name: "a tab calls somebody by a former name",
    breaks: "I6",
    placesIn: (run) =>
      namesIn(run)
        .filter(({ isInLine }) => !isInLine)
        .map((name) => () => (name.name = "Former")),
  },
  {
    name: "a system line still tells how somebody was called whose account is gone",
    breaks: "I6",
    placesIn: (run) =>
      namesIn(run)
        .filter(
          ({ person, isInLine }) => isInLine && run.people.some(({ id, isDeleted }) => id === person && isDeleted),
        )
        .map((name) => () => (name.name = "Former")),
  },
  {
    name: "nobody has looked at a tab",
    breaks: "I6",
    placesIn: (run) => run.looks.map((_, place) => () => run.looks.splice(place, 1)),
  },
];

const linesIn = ({ looks }: Run): Look["lines"] => looks.flatMap(({ lines }) => lines);
const threadsIn = ({ looks }: Run): Look["threads"] => looks.flatMap(({ threads }) => threads);
const namesIn = ({ looks }: Run): Look["names"] => looks.flatMap(({ names }) => names);
