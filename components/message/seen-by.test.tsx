// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Receipt } from "@/lib/wire/read-positions";
import type { Thread } from "@/lib/wire/threads";
import { ana, ben, messageAt, participantOf, THREAD_ID, threadOf } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { SeenBy } from "./seen-by";
import { Ticks } from "./ticks";
import { MarksProvider } from "./use-marks";

afterEach(cleanup);

const people = [
  ana,
  ben,
  ...["Cleo", "Dora", "Emil", "Finn", "Gus"].map((name) => ({ id: name, name, pictureId: null })),
].map((person) => participantOf(person));
const receiptOf = ({ id }: { id: string }, seenSeq: number, deliveredSeq = seenSeq): Receipt => ({
  ...{ personId: id, deliveredSeq, seenSeq, seenAt: "2026-11-03T11:58:00Z", readableFrom: 1 },
});
const direct: Thread = {
  id: THREAD_ID,
  kind: "direct",
  title: null,
  history: "join",
  pictureId: null,
  participants: people.slice(0, 2),
};

function marked(thread: Thread, receipts: Receipt[]) {
  return (
    <MarksProvider thread={thread} messages={[messageAt(1), messageAt(2, { author: ana })]} receipts={receipts}>
      <Ticks seq={2} />
      <SeenBy seq={2} authorId={ana.id} isOwn />
    </MarksProvider>
  );
}

test.each([
  ["Sent", receiptOf(ben, 1)],
  ["Delivered", receiptOf(ben, 1, 2)],
  ["Read", receiptOf(ben, 2)],
])("in a direct thread a message is told to be %s, and no face stands beside it", (word, receipt) => {
  renderForAna(marked(direct, [receipt]));
  expect(screen.getByText(word)).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("in a group those who have read stand beside the message, five of them, and the others are counted", () => {
  renderForAna(
    marked(
      threadOf(...people),
      people.slice(1).map((person) => receiptOf(person, 2)),
    ),
  );
  expect(screen.getByText("Sent")).toBeTruthy();
  const button = screen.getByRole("button", { name: "Read by Ben, Cleo, Dora, Emil, Finn and 1 more" });
  // Two where there is little room, five where there is more: the style sheet chooses.
  const [narrow, wide] = ["+4", "+1"].map((count) => within(button).getByText(count).className);
  expect([narrow, wide]).toEqual([expect.stringContaining(" md:hidden"), expect.stringContaining("max-md:hidden")]);
  expect([...button.children].filter((face) => face.className.includes("max-md:hidden"))).toHaveLength(3 + 1);

  const list = document.querySelector("[popover]")!;
  expect(list.textContent).toBe("");
  fireEvent(list, Object.assign(new Event("beforetoggle"), { newState: "open" }));
  expect(list.querySelectorAll("li")).toHaveLength(6);
  expect(list.querySelector("li")?.textContent).toMatch(/^B?Ben\d\d:\d\d$/);
});
