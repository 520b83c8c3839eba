import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Reach } from "@/lib/outside/reach";

/** A public address that every name of the stage's internet has, unless it is given others. */
export const PUBLIC_ADDRESS = "93.184.216.34";

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * The internet as the tests of one file have it: one server on loopback, to which every connection goes that the guard lets
 * go out, wherever it was meant for. It notes all of them.
 */
export function setOutside() {
  const outside = {
    /** What is at a host and path, as `news.example.org/a`; everywhere else there is nothing. */
    pages: new Map<string, Answering>(),
    /** Addresses of names that have others than the public one; of a name that is asked for often, each time the next. */
    addresses: new Map<string, string[][]>(),
    /** Each connection, by the address and port that it was meant for. */
    dialled: [] as string[],
    connections: 0,
    requests: [] as IncomingMessage[],
    reach: { resolve: async () => [], dial: (host, port) => ({ host, port }), patience: 0 } as Reach,
  };
  const server = createServer((request, response) => {
    outside.requests.push(request);
    const page = outside.pages.get(`${request.headers.host}${request.url}`);
    if (page) page(request, response);
    else response.writeHead(404).end();
  });
  server.on("connection", () => {
    outside.connections += 1;
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    outside.reach = {
      // Whatever the machine that tests is busy with.
      patience: 60_000,
      async resolve(name) {
        const answers = outside.addresses.get(name);
        return (answers && answers.length > 1 ? answers.shift() : answers?.[0]) ?? [PUBLIC_ADDRESS];
      },
      dial(address, wanted) {
        outside.dialled.push(`${address}:${wanted}`);
        return { host: "127.0.0.1", port };
      },
    };
  });
  beforeEach(() => {
    for (const map of [outside.pages, outside.addresses]) map.clear();
    Object.assign(outside, { dialled: [], requests: [], connections: 0 });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return outside;
}

/** A page with this in its head. */
export function aPage(head: string, headers: Record<string, string> = {}): Answering {
  return (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...headers });
    response.end(`<!doctype html><html><head>${head}</head><body><p>Noodles.</p></body></html>`);
  };
}

export function aRedirect(location: string, status = 302): Answering {
  return (_request, response) => response.writeHead(status, { Location: location }).end();
}
