import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { limitActionRequests } from "./action-requests";

const action = { method: "POST", headers: { "Next-Action": "an action" } };
let server: Server;
let url: string;

beforeEach(async () => {
  server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** The next request to the server, which it leaves to the test to answer. */
async function request(): Promise<ServerResponse> {
  const [, response] = await once(server, "request");
  return response;
}

test("what was asked before the try that led to a connection is given up, what was asked since is not", async () => {
  const scope = { fetch: globalThis.fetch };
  const requests = limitActionRequests(scope);
  const [old] = [scope.fetch(url, action), await request()];
  const tried = performance.now();
  const [young, arrived] = [scope.fetch(url, action), await request()];

  requests.abort(tried);
  await expect(old).rejects.toThrow(/abort/);
  arrived.end("answered");
  expect(await (await young).text()).toBe("answered");
});

test("an answer that stops in the middle is given up, too", async () => {
  const scope = { fetch: globalThis.fetch };
  const requests = limitActionRequests(scope);
  server.once("request", (_, response) => response.write("the first half"));
  const answer = await scope.fetch(url, action);
  const text = answer.text();

  requests.abort(Number.POSITIVE_INFINITY);
  await expect(text).rejects.toThrow(/abort/);
});

test("only requests of actions are given up", async () => {
  const scope = { fetch: globalThis.fetch };
  const requests = limitActionRequests(scope);
  const [page, arrived] = [scope.fetch(url), await request()];

  requests.abort(Number.POSITIVE_INFINITY);
  arrived.end("a page");
  expect(await (await page).text()).toBe("a page");
});
