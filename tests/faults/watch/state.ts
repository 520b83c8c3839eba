import type { Connection } from "@/components/connection/connection";
import type { Verdict } from "./verdict";

/** What goes from the rig to the page that is watched. */

export type Side = "alice" | "bob";

/** A message or a draft as one side shows it. */
export type Row = {
  id: string;
  isOwn: boolean;
  body: string;
  /** ISO 8601 in UTC. */
  at: string;
  state: "sent" | "waiting" | "sending" | "failed";
};

/** The end of what a side shows: all of the order, and of the rows those that are new or have changed. */
export type Column = { side: Side; connection: Connection; order: string[]; rows: Row[] };

export type Figure = { value: number; note: string };

export type Figures = {
  sent: Figure;
  stored: Figure;
  alice: Figure & { order: string };
  bob: Figure & { order: string };
  holes: number;
  doubles: number;
  verdict: Verdict;
};

export const CONTROLS = ["cut", "burst", "twice", "kill", "stop", "pause"] as const;
export type ControlName = (typeof CONTROLS)[number];

/** `isOn`: what it does lasts, and pressing it again ends it. */
export type Control = { label: string; isOn: boolean; isBusy: boolean };

export type Desk = {
  controls: Record<ControlName, Control>;
  /** What happened last; `at` is in milliseconds since 1970. */
  event: { at: number; text: string };
  /** What all this runs on. */
  place: string;
};

export type Events = { column: Column; figures: Figures; desk: Desk };
