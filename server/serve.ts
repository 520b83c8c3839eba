import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex, EventEmitter } from "node:stream";
import next from "next";
import { isUnreadable } from "@/lib/reading";
import { inRequest, type RequestContext } from "@/lib/request";
import { settings } from "@/lib/settings";
import { tellLength } from "./body-length";
import { mendStatus, passDowntime } from "./downtime";
import { passGate } from "./gate";
import { answerHealth } from "./health";
import { answerMetrics, startMetrics } from "./metrics";
import { passRequests } from "./request-limit";
import { traceRequest, watchRequest } from "./requests";
import { attachSockets, SOCKETS_PATH } from "./sockets";
import { mendUnreadable } from "./unreadable";

type Place = {
  root: string;
  isDevelopment: boolean;
  host: string;
  port: number;
  redisUrl: string | undefined;
  metricsToken: string | undefined;
};

/** How long requests that are under way may take to finish when the process stops. */
const DRAIN_MS = 5_000;

/**
 * Serves the pages and the sockets on one port.
 *
 * Next and Socket.IO each get a server that never listens, because they put listeners on it: Next's would take the
 * handshakes of the sockets, and Socket.IO's would answer requests that the gate has not seen.
 */
export async function serve({ root, isDevelopment, host, port, redisUrl, metricsToken }: Place) {
  const [nextsOwn, socketsOwn, http] = [createServer(), createServer(), createServer()];
  const app = next({ dev: isDevelopment, dir: root, hostname: host, port, httpServer: nextsOwn, quiet: true });
  const sockets = attachSockets(socketsOwn, redisUrl);
  await Promise.all([app.prepare(), sockets.ready]);
  if (metricsToken) startMetrics(sockets.io);

  let isDraining = false;
  const handle = app.getRequestHandler();
  http.on("request", (request, response) =>
    inRequest({}, (context) => traceRequest(request, response, context, () => pass(request, response, context))),
  );
  async function pass(request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void> {
    watchRequest(request, response, context);
    if (isDraining) response.setHeader("Connection", "close");
    if (answerHealth(request, response, isDraining)) return;
    if (metricsToken && answerMetrics(request, response, metricsToken)) return;
    if (!passGate(request, response, isDevelopment)) return;
    if (!(await passRequests(request, response))) return;
    if (!(await passDowntime(request, response))) return;
    mendUnreadable(request, response, () => isUnreadable(context));
    mendStatus(response, () => context.isDowntimeMet);
    tellLength(response);
    handle(request, response);
  }
  http.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (request.url?.startsWith(SOCKETS_PATH)) socketsOwn.emit("upgrade", request, stream, head);
    else if (isDevelopment && request.url?.startsWith("/_next/")) nextsOwn.emit("upgrade", request, stream, head);
    else stream.destroy();
  });

  const streams = streamsOf(http);
  const url = await listen(http, host, port);
  // NextAuth reads it at each request, and would otherwise believe the headers.
  process.env.NEXTAUTH_URL = settings().publicUrl ?? url;
  // In development Next listens for hot reload only once it has been asked for something.
  if (isDevelopment) await fetch(`${url}/icon.svg`).catch(() => {});

  const close = async () => {
    isDraining = true;
    await sockets.close();
    await closeServer(http, streams);
    await app.close();
  };
  return { url, port: portOf(http) ?? port, close };
}

function listen(http: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${port} is taken: name another one with PORT.`) : error);
    });
    http.listen(port, host, () => {
      resolve(`http://localhost:${portOf(http) ?? port}`);
    });
  });
}

function portOf(http: Server): number | undefined {
  const address = http.address();
  return typeof address === "object" && address ? address.port : undefined;
}

/** Every connection that is open, those that were upgraded too, of which the server itself no longer knows. */
function streamsOf(http: EventEmitter): Set<Duplex> {
  const streams = new Set<Duplex>();
  http.on("connection", (stream: Duplex) => {
    streams.add(stream);
    stream.once("close", () => streams.delete(stream));
  });
  return streams;
}

/** Stops listening, lets the requests that are under way finish, and cuts off what is left. */
async function closeServer(http: Server, streams: Set<Duplex>): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  // Connections that are idle now, or become so when their last request is answered.
  const closeIdle = setInterval(() => http.closeIdleConnections(), 100);
  const cutOff = setTimeout(() => {
    for (const stream of streams) stream.destroy();
  }, DRAIN_MS);
  await closed;
  clearInterval(closeIdle);
  clearTimeout(cutOff);
  for (const stream of streams) stream.destroy();
}
