import { createServer, type Server } from "node:http";
import next from "next";
import { settings } from "@/lib/settings";
import { passGate } from "./gate";
import { answerHealth } from "./health";
import { attachSockets, routeUpgrades, type Sockets } from "./sockets";

type Place = { root: string; isDevelopment: boolean; host: string; port: number; redisUrl: string | undefined };

const DRAIN_MS = 5_000;

/** Serves the pages and the sockets on one port. */
export async function serve({ root, isDevelopment, host, port, redisUrl }: Place) {
  // Next puts an upgrade listener of its own on the server it is given, and would take every socket's handshake.
  const nextsOwn = createServer();
  const app = next({ dev: isDevelopment, dir: root, hostname: host, port, httpServer: nextsOwn, quiet: true });
  const http = createServer();
  const sockets = attachSockets(http, redisUrl);
  await app.prepare();

  let isDraining = false;
  const handle = app.getRequestHandler();
  http.on("request", (request, response) => {
    if (answerHealth(request, response, isDraining)) return;
    if (passGate(request, response, isDevelopment)) handle(request, response);
  });
  routeUpgrades(http, nextsOwn, isDevelopment);

  const url = await listen(http, host, port);
  // NextAuth reads it at each request, and would otherwise believe the headers.
  process.env.NEXTAUTH_URL = settings().publicUrl ?? url;
  // In development Next listens for hot reload only once it has been asked for something.
  if (isDevelopment) await fetch(`${url}/icon.svg`).catch(() => {});

  const close = async () => {
    isDraining = true;
    await closeServer(http, sockets);
    await app.close();
  };
  return { url, close };
}

function listen(http: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${port} is taken: name another one with PORT.`) : error);
    });
    http.listen(port, host, () => {
      const address = http.address();
      resolve(`http://localhost:${typeof address === "object" && address ? address.port : port}`);
    });
  });
}

/**
 * Stops listening, closes the sockets, and lets the requests that are under way finish.
 * Not `io.close()`, which waits for ever on connections that were upgraded.
 */
async function closeServer(http: Server, sockets: Sockets): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  sockets.close();
  http.closeIdleConnections();

  const cutOff = setTimeout(() => http.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(cutOff);
}
