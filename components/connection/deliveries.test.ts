import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import type { Outbox } from "@/components/outbox/outbox";
import { openTimeline } from "@/components/timeline/pages";
import { ana, ben, messageAt, openedWith, participantOf } from "@/tests/stage/props";
import { createDeliveries, VIEWER_KEY } from "./deliveries";

const outbox = { drafts: () => [] } as unknown as Outbox;

test("what is sent while one reads far above counts as sent where it stands, at the end", () => {
  const deliveries = createDeliveries(new QueryClient(), outbox, ana.id, { onGap() {}, showTheme() {} });
  const opened = openedWith([messageAt(3), messageAt(4)]);
  const next = messageAt(5);

  expect(deliveries.hasArrived(next)).toBe(true);
  deliveries.putTimeline(openTimeline(opened));
  expect(deliveries.hasArrived(next)).toBe(false);
  deliveries.message(next);
  expect(deliveries.hasArrived(next)).toBe(true);

  deliveries.putTimeline({ ...openTimeline(opened), newest: 80, rev: 80 });
  const sent = messageAt(81);
  deliveries.message(sent);
  expect(deliveries.hasArrived(sent)).toBe(false);
});

test("an answer from before somebody took another name does not take it back: the server is asked again", () => {
  const onGap = vi.fn();
  const deliveries = createDeliveries(new QueryClient(), outbox, ana.id, { onGap, showTheme() {} });
  deliveries.putTimeline(openTimeline(openedWith([messageAt(3)])));
  const nameOfBen = () => deliveries.timelineOf(messageAt(3).threadId)?.messages[0]?.author.name;
  const asked = deliveries.profileChanges();
  deliveries.personChanged({ ...participantOf(ben), name: "Benedict" });
  deliveries.peopleAsOf(asked, [participantOf(ben)]);
  expect([nameOfBen(), onGap.mock.calls.length]).toEqual(["Benedict", 1]);

  deliveries.peopleAsOf(deliveries.profileChanges(), [{ ...participantOf(ben), name: "Benno" }]);
  expect([nameOfBen(), onGap.mock.calls.length]).toEqual(["Benno", 1]);
});

test("a theme that was chosen elsewhere is shown at once, and an answer from before that does not take it back", () => {
  const client = new QueryClient();
  const [onGap, showTheme] = [vi.fn(), vi.fn()];
  const deliveries = createDeliveries(client, outbox, ana.id, { onGap, showTheme });
  client.setQueryData(VIEWER_KEY, { ...ana, theme: "system" });
  const asked = deliveries.profileChanges();
  deliveries.themeChanged("dark");
  deliveries.peopleAsOf(asked, [], "system");
  expect([showTheme.mock.calls, onGap.mock.calls.length]).toEqual([[["dark"]], 1]);
  expect(client.getQueryData(VIEWER_KEY)).toMatchObject({ theme: "dark" });

  deliveries.peopleAsOf(deliveries.profileChanges(), [], "light");
  expect(showTheme).toHaveBeenLastCalledWith("light");
});
