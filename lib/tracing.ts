import { processWide } from "@/db/process-wide";

/** What a span may say beside its name. There is no place for what people write, nor for addresses and names. */
export type SpanDetails = {
  "http.request.method"?: string;
  /** The pattern of an address, never the address. */
  "http.route"?: string;
  "http.response.status_code"?: number;
  "db.system.name"?: "postgresql";
  "parley.request_id"?: string;
  "parley.event"?: string;
  "parley.drafts"?: number;
  "parley.outcome"?: string;
};

/** Says more about a span that is under way. */
export type Note = (details: SpanDetails) => void;

/** Where in which trace something goes on, as it travels to another node. */
export type TracePlace = { traceId: string; spanId: string; traceFlags: number };

export type Tracer = {
  /** A span that begins a trace, or that goes on with the trace of another node. */
  begin: <Value>(name: string, details: SpanDetails, work: (note: Note) => Value, from?: TracePlace) => Value;
  inSpan: <Value>(name: string, details: SpanDetails, work: (note: Note) => Value) => Value;
  place: () => TracePlace | undefined;
};

/** Next's bundle and the server's have a copy of this file each, and one trace goes through both. */
const shared = processWide<Tracer>("tracer");

/** From now on what is done is told (server/tracing.ts). Until then the work is just done. */
export const setTracer = shared.set;

export const isTracing = () => shared.peek() !== undefined;

const noNote: Note = () => {};

/** Does what a door was asked for as the first span of a trace. It ends with the work, or when its promise settles. */
export function beginTrace<Value>(
  name: string,
  details: SpanDetails,
  work: (note: Note) => Value,
  from?: TracePlace,
): Value {
  const tracer = shared.peek();
  return tracer ? tracer.begin(name, details, work, from) : work(noNote);
}

/** Does a part of the work as a span of its own, in the trace that is under way. Outside of one nothing is told. */
export function inSpan<Value>(name: string, details: SpanDetails, work: (note: Note) => Value): Value {
  const tracer = shared.peek();
  return tracer ? tracer.inSpan(name, details, work) : work(noNote);
}

export const currentPlace = () => shared.peek()?.place();
