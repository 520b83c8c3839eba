import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";

export type Answer = { status: number; body: string; date: string | undefined };

type Asked = { method?: string; headers?: Record<string, string>; bytes?: number };

const PATIENCE_MS = 10_000;
const LONG_PATIENCE_MS = 60_000;
/** How long an answer to the head alone is waited for, where there is much to send. */
const EARLY_MS = 1_000;
const EARLY_BYTES = 65_536;

/** Asks for something as a browser does. An answer that is no HTTP, or comes too late, is an error. */
export function ask(url: string, { method = "GET", headers = {}, bytes = 0 }: Asked = {}): Promise<Answer> {
  const timeout = bytes > 0 ? LONG_PATIENCE_MS : PATIENCE_MS;
  const sending = (url.startsWith("https:") ? https : http).request(url, {
    ...{ method, timeout, agent: false },
    headers: bytes > 0 ? { ...headers, "Content-Length": String(bytes) } : headers,
  });
  return new Promise((resolve, reject) => {
    // Who refuses so large a body does so at once, and hangs up on whoever goes on: that would hide the answer.
    const begin = setTimeout(() => sending.end(Buffer.alloc(bytes)), bytes > EARLY_BYTES ? EARLY_MS : 0);
    const take = async (answer: IncomingMessage) => {
      clearTimeout(begin);
      const { statusCode = 0, headers } = answer;
      resolve({ status: statusCode, body: await text(answer).catch(() => ""), date: headers.date });
      sending.destroy();
    };
    sending.on("response", take);
    // Whoever lets a socket through without asking who it is for is not Parley.
    sending.on("upgrade", (_, stream) => {
      stream.destroy();
      resolve({ status: 101, body: "", date: undefined });
    });
    sending.on("timeout", () => sending.destroy(new Error("it does not answer")));
    sending.on("error", (error) => {
      clearTimeout(begin);
      reject(error);
    });
    sending.flushHeaders();
  });
}
