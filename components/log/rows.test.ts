import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OutboxDraft } from "@/components/outbox/outbox-draft";
import { aMessage, ana, ben, eve, messageAt } from "@/tests/stage/props";
import { type Bubble, type Day, type Log, layOut } from "./rows";

const EMPTY: Log = { messages: [], hasOlder: false, drafts: [], viewer: ana, zone: "Europe/Berlin", firstUnread: null };

describe("groups", () => {
  test("one sender within five minutes makes a group, whoever else and whatever else ends it", () => {
    const messages = [
      at("12:00", { author: ben }),
      at("12:04", { author: ben }),
      at("12:09", { author: ben }),
      at("12:15", { author: ben }),
      at("12:15", { author: eve }),
      at("12:16", { author: ana, event: { type: "left" } }),
      at("12:16", { author: eve }),
    ];
    expect(groups(layOut({ ...EMPTY, messages: inOrder(messages) }))).toEqual([[1, 2, 3], [4], [5], [7]]);
  });

  test("a group ends with its day", () => {
    const messages = inOrder([at("22:58", { author: ben }), at("23:01", { author: ben })]);
    expect(groups(layOut({ ...EMPTY, messages }))).toEqual([[1], [2]]);
  });
});

test("how a message stands does not change when older ones are loaded", () => {
  const messages = inOrder(["12:00", "12:01", "12:02", "12:03"].map((time) => at(time, { author: ben })));
  const before = bubbles(layOut({ ...EMPTY, messages: messages.slice(1), hasOlder: true }));
  const after = bubbles(layOut({ ...EMPTY, messages }));
  expect(before.map(({ seq }) => seq)).toEqual([3, 4]);
  expect(before).toEqual(after.slice(2));
});

test("a row stays the same one while nothing of it changes", () => {
  const messages = inOrder(["12:00", "12:01", "12:02"].map((time) => at(time, { author: ben })));
  const [first, second] = bubbles(layOut({ ...EMPTY, messages }));
  const [same, changed] = bubbles(layOut({ ...EMPTY, messages: [...messages.slice(0, 1), aMessage({ seq: 2 })] }));
  expect(same).toBe(first);
  expect(changed).not.toBe(second);
});

describe("days", () => {
  test("the day is that of the viewer's zone", () => {
    const messages = inOrder([at("22:59"), at("23:01")]);
    expect(layOut({ ...EMPTY, messages }).map(({ date }) => date)).toEqual(["2026-11-03", "2026-11-04"]);
    expect(layOut({ ...EMPTY, messages, zone: "UTC" }).map(({ date }) => date)).toEqual(["2026-11-03"]);
  });

  test("a draft of yesterday stands on today's day when it comes after today's messages", () => {
    const messages = inOrder([at("12:00")]);
    const drafts = [aDraft({ createdAt: "2026-11-02T12:00:00Z" })];
    expect(layOut({ ...EMPTY, messages, drafts }).map(({ rows }) => rows.length)).toEqual([2]);
  });
});

describe("drafts", () => {
  test("a draft and the message it becomes are one row under one id", () => {
    const draft = aDraft({ id: "mine" });
    const waiting = layOut({ ...EMPTY, messages: inOrder([at("12:00")]), drafts: [draft] });
    const sent = inOrder([at("12:00"), at("12:01", { id: "mine", author: ana })]);

    expect(bubbles(waiting).map(({ id, state }) => [id, state])).toEqual([
      [messageAt(1).id, "sent"],
      ["mine", "waiting"],
    ]);
    expect(bubbles(layOut({ ...EMPTY, messages: sent, drafts: [draft] })).map(({ id, state }) => [id, state])).toEqual([
      [messageAt(1).id, "sent"],
      ["mine", "sent"],
    ]);
  });

  test("a draft joins the writer's last group", () => {
    const messages = inOrder([at("12:00", { author: ana })]);
    const [sent, draft] = bubbles(
      layOut({ ...EMPTY, messages, drafts: [aDraft({ createdAt: "2026-11-03T12:01:00Z" })] }),
    );
    expect([sent?.endsGroup, draft?.startsGroup, draft?.endsGroup]).toEqual([false, false, true]);
  });
});

describe("the line New", () => {
  const messages = inOrder([
    at("12:00", { author: ben }),
    at("12:01", { author: ana }),
    at("12:01", { author: ben, event: { type: "left" } }),
    at("12:02", { author: ben }),
    at("12:02", { author: ben }),
  ]);

  test("it stands above the first message of others, parts the group and stays while messages come", () => {
    expect(kinds(layOut({ ...EMPTY, messages, firstUnread: 2 }))).toBe("1 2 system new 4 5");
    expect(kinds(layOut({ ...EMPTY, messages, firstUnread: 5 }))).toBe("1 2 system 4 new 5");
    expect(groups(layOut({ ...EMPTY, messages, firstUnread: 5 })).at(-1)).toEqual([5]);
    expect(kinds(layOut({ ...EMPTY, messages, firstUnread: null }))).toBe("1 2 system 4 5");
  });

  test("it is not there while the place where it belongs is not loaded", () => {
    const later = messages.slice(1);
    expect(kinds(layOut({ ...EMPTY, messages: later, hasOlder: true, firstUnread: 1 }))).toBe("system 4 5");
    expect(kinds(layOut({ ...EMPTY, messages: later, hasOlder: false, firstUnread: 1 }))).toBe("2 system new 4 5");
  });
});

describe("whatever was said", () => {
  const moments = fc
    .integer({ min: 0, max: 4 * 24 * 60 })
    .map((minutes) => new Date(1.7e12 + minutes * 60_000).toISOString());
  const messages = fc
    .array(fc.record({ author: fc.constantFrom(ana, ben, eve), createdAt: moments, isSystem: fc.boolean() }), {
      maxLength: 40,
    })
    .map((given) =>
      inOrder(
        given.map(({ isSystem, ...rest }) => ({ ...rest, event: isSystem ? ({ type: "left" } as const) : null })),
      ),
    );
  const drafts = fc
    .array(fc.record({ createdAt: moments, hasArrived: fc.boolean() }), { maxLength: 6 })
    .map((given) =>
      given.map(({ createdAt, hasArrived }, place) =>
        aDraft({ id: hasArrived ? `message-${place + 1}` : `draft-${place}`, createdAt }),
      ),
    );
  const logs = fc
    .record({
      messages,
      drafts,
      hasOlder: fc.boolean(),
      zone: fc.constantFrom("UTC", "Asia/Tokyo", "America/New_York"),
      firstUnread: fc.option(fc.nat({ max: 45 })),
    })
    .map((log): Log => ({ ...EMPTY, ...log }));

  test("every message and every draft stands once, in order, on ascending days", () => {
    fc.assert(
      fc.property(logs, (log) => {
        const days = layOut(log);
        const ids = days
          .flatMap(({ rows }) => rows)
          .filter(({ kind }) => kind !== "new")
          .map(({ id }) => id);
        const sent = log.messages.map(({ id }) => id);
        // The oldest that is held waits for the one before it.
        const shown = log.hasOlder ? sent.slice(1) : sent;
        expect(ids).toEqual([...shown, ...log.drafts.map(({ id }) => id).filter((id) => !sent.includes(id))]);

        const dates = days.map(({ date }) => date);
        expect(dates).toEqual([...new Set(dates)].sort());
        expect(days.every(({ rows }) => rows.length > 0)).toBe(true);
      }),
    );
  });

  test("groups have one sender, no gap, and meet at their ends", () => {
    fc.assert(
      fc.property(logs, (log) => {
        for (const [day, { rows }] of layOut(log).entries()) {
          for (const [place, row] of rows.entries()) {
            if (row.kind !== "bubble") continue;
            const below = rows[place + 1];
            // Above the first one of all there may be one that waits.
            if (place === 0 && !(day === 0 && log.hasOlder)) expect(row.startsGroup).toBe(true);
            if (below?.kind !== "bubble") expect(row.endsGroup).toBe(true);
            else expect(below.startsGroup).toBe(row.endsGroup);
            if (!row.endsGroup) expect((below as Bubble).author.id).toBe(row.author.id);
          }
        }
      }),
    );
  });

  test("there is at most one line New, and all that others said below it was unread", () => {
    fc.assert(
      fc.property(logs, (log) => {
        const rows = layOut(log).flatMap((day) => day.rows);
        const place = rows.findIndex(({ kind }) => kind === "new");
        expect(rows.filter(({ kind }) => kind === "new").length).toBe(place < 0 ? 0 : 1);
        if (place < 0) return;
        const first = rows[place + 1] as Bubble;
        expect(first.isOwn).toBe(false);
        expect(first.seq).toBeGreaterThanOrEqual(log.firstUnread ?? Number.POSITIVE_INFINITY);
      }),
    );
  });
});

test("a draft mentions whom it names before the server says so, and so nothing changes when it does", () => {
  const participants = [{ ...ben, username: "ben" }];
  const draft = aDraft({ body: "hi @ben" });
  expect(bubbles(layOut({ ...EMPTY, drafts: [draft], participants }))).toMatchObject([{ mentions: participants }]);
});

function at(time: string, given: Parameters<typeof aMessage>[0] = {}) {
  return { createdAt: `2026-11-03T${time}:00.000Z`, ...given };
}

function inOrder(given: Parameters<typeof aMessage>[0][]) {
  return given.map((message, place) => aMessage({ ...message, seq: place + 1 }));
}

function aDraft(given: Partial<OutboxDraft>): OutboxDraft {
  return {
    id: "draft",
    threadId: "thread",
    body: "Yes",
    quote: null,
    createdAt: "2026-11-03T12:00:00Z",
    state: "waiting",
    code: null,
    ...given,
  };
}

function bubbles(days: Day[]): Bubble[] {
  return days.flatMap(({ rows }) => rows).filter((row): row is Bubble => row.kind === "bubble");
}

function groups(days: Day[]): (number | null)[][] {
  const found: (number | null)[][] = [];
  for (const { seq, startsGroup } of bubbles(days)) {
    if (startsGroup) found.push([]);
    found.at(-1)?.push(seq);
  }
  return found;
}

function kinds(days: Day[]): string {
  return days
    .flatMap(({ rows }) => rows)
    .map((row) => (row.kind === "bubble" ? row.seq : row.kind))
    .join(" ");
}
