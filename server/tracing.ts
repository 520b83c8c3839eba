import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { Span } from "@opentelemetry/api";
import { log } from "@/lib/log";
import { type Note, type SpanDetails, setTracer, type TracePlace } from "@/lib/tracing";
import { version } from "./version";

/** How long what is gathered may take to go out when the process stops. */
const FLUSH_MS = 2_000;
/** Where the standard has an exporter put traces, under the endpoint of all that is told. */
const TRACES_PATH = "v1/traces";

type Place = { endpoint: string | undefined; serviceName: string };

/**
 * Sends spans to an OpenTelemetry receiver, if there is one to send them to; the packages are loaded only then. The
 * provider is Parley's own and not registered: Next would add spans with whole addresses to one that is.
 *
 * It sends every five seconds, keeps 2,048 spans at most, and lets those go that are too many. The exporter reads
 * OTEL_EXPORTER_OTLP_HEADERS from the environment itself.
 */
export async function startTracing({ endpoint, serviceName }: Place): Promise<() => Promise<void>> {
  if (!endpoint) return async () => {};
  const [
    { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace },
    { BatchSpanProcessor, TracerProvider },
    exporters,
    resources,
  ] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const exporter = new exporters.OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/${TRACES_PATH}` });
  const note = noteExports();
  const watched = {
    export: (...[spans, done]: Parameters<typeof exporter.export>) =>
      exporter.export(spans, (result) => {
        note(result.code === 0);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({
      "service.name": serviceName,
      "service.version": version(),
      "service.instance.id": randomUUID(),
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: watched })],
  });
  const tracer = provider.getTracer("parley");
  const current = new AsyncLocalStorage<Span>();

  function run<Value>(span: Span, work: (note: Note) => Value): Value {
    const end = (isDone: boolean) => {
      // What went wrong is in the log: the text of an error may hold what somebody wrote.
      if (!isDone) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
    let value: Value;
    try {
      value = current.run(span, () => work((details: SpanDetails) => span.setAttributes(details)));
    } catch (error) {
      end(false);
      throw error;
    }
    if (value instanceof Promise) {
      value.then(
        () => end(true),
        () => end(false),
      );
    } else end(true);
    return value;
  }

  setTracer({
    begin(name, attributes, work, from?: TracePlace) {
      const parent = from ? trace.setSpanContext(ROOT_CONTEXT, { ...from, isRemote: true }) : ROOT_CONTEXT;
      const kind = from ? SpanKind.CONSUMER : SpanKind.SERVER;
      return run(tracer.startSpan(name, { attributes, kind }, parent), work);
    },
    inSpan(name, attributes, work) {
      const parent = current.getStore();
      if (!parent) return work(() => {});
      return run(tracer.startSpan(name, { attributes }, trace.setSpan(ROOT_CONTEXT, parent)), work);
    },
    place() {
      const context = current.getStore()?.spanContext();
      return context && { traceId: context.traceId, spanId: context.spanId, traceFlags: context.traceFlags };
    },
  });
  return () => provider.forceFlush({ timeoutMillis: FLUSH_MS }).catch(() => {});
}

/** One line when the receiver begins to take nothing, and one when it takes traces again. */
function noteExports(): (isTaken: boolean) => void {
  let isDown = false;
  return (isTaken) => {
    if (isTaken === !isDown) return;
    isDown = !isTaken;
    if (isDown) log.warn("traces are not taken");
    else log.info("traces are taken again");
  };
}
