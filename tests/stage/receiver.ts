import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { freePort } from "./port";

type Received = { path: string; headers: IncomingHttpHeaders; body: string };

/** Somebody to whom traces and reports may be sent. Answers 200 unless it is told how to. */
export async function openReceiver(answer: (response: ServerResponse) => void = (response) => response.end("{}")) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    received.push({ path: request.url ?? "", headers: request.headers, body });
    answer(response);
  });
  const port = await freePort();
  await once(server.listen(port, "127.0.0.1"), "listening");

  function close(): void {
    server.closeAllConnections();
    server.close();
  }
  return { port, url: `http://127.0.0.1:${port}`, received, close };
}

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } };

export type ReceivedSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: Attribute[];
  /** Of the process that sent it. */
  instance: string;
};

type Traces = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Omit<ReceivedSpan, "instance">[] }[] }[];
};

/** The spans in what was received, as OTLP over HTTP has them in JSON. */
export function spansIn(received: Received[]): ReceivedSpan[] {
  const bodies: Traces[] = received.filter(({ path }) => path === "/v1/traces").map(({ body }) => JSON.parse(body));
  return bodies.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const instance = resource.attributes.find(({ key }) => key === "service.instance.id")?.value.stringValue ?? "";
      return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, instance })));
    }),
  );
}
