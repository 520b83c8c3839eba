import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ana, THREAD_ID } from "@/tests/stage/props";
import { putFile } from "./put-file";

/** A request of a browser, which the test answers. */
class Request {
  upload = {};
  status = 200;
  responseText = "";
  onload = () => {};
  onloadend = () => {};
  open = vi.fn();
  send = vi.fn();
  abort = vi.fn();
  getResponseHeader = () => "application/json";
  constructor() {
    requests.push(this);
  }
}

let requests: Request[] = [];

beforeEach(() => {
  requests = [];
  vi.stubGlobal("XMLHttpRequest", Request);
});
afterEach(() => void vi.unstubAllGlobals());

const put = { viewerId: ana.id, threadId: THREAD_ID, id: "one", name: "noodles.txt", size: 7, offset: 0 };
const noodles = new Blob(["noodles"]);

test("an answer that was cut is none", async () => {
  const answer = putFile(put, noodles, { signal: new AbortController().signal, onProgress: vi.fn() });
  const [request] = requests;
  request!.responseText = '{"ok":true,"val';
  expect(request!.onload).not.toThrow();
  await expect(answer).rejects.toThrow("The server answered 200.");
  request!.onloadend();
});

test("who has given up asks for nothing", async () => {
  const ways = { signal: AbortSignal.abort(), onProgress: vi.fn() };
  await expect(putFile(put, noodles, ways)).rejects.toThrow("aborted");
  expect(requests.flatMap(({ send }) => send.mock.calls)).toEqual([]);
});
