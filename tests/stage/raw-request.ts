import { once } from "node:events";
import { connect } from "node:net";

/** A request as it goes over the wire: nothing of it is looked at, completed or escaped. */
export type RawRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer | string;
  /** In place of the true one. */
  length?: number;
};

/** The status and the whole text, of which headers are a part; null when the other side has hung up without a word. */
export type RawAnswer = { status: number; text: string } | null;

/** So long may an answer take. */
const PATIENCE_MS = 60_000;
/** Whoever says more than they send waits no longer than this for an answer. */
const UNFINISHED_MS = 200;

/** Sends a request over a connection of its own, and waits for the whole answer. Rejects when none comes. */
export async function sendRaw(origin: string, request: RawRequest): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(origin);
  const body = Buffer.from(request.body ?? "");
  const length = request.length ?? body.length;
  const headers = Object.entries({ host, connection: "close", ...request.headers, "content-length": String(length) });
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");

  const stream = connect(Number(port), hostname);
  stream.on("error", () => {});
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  stream.write(
    Buffer.concat([Buffer.from(`${request.method} ${request.path} HTTP/1.1\r\n${head}\r\n`, "latin1"), body]),
  );
  stream.setTimeout(length > body.length ? UNFINISHED_MS : PATIENCE_MS, () => stream.destroy());
  const began = performance.now();
  await once(stream, "close");
  if (performance.now() - began >= PATIENCE_MS) throw new Error("There was no answer.");

  const text = Buffer.concat(chunks).toString("latin1");
  // "100 Continue" comes before the answer.
  const status = /^(?:HTTP\/1\.1 1\d\d[^\r]*\r\n\r\n)*HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
  return status ? { status: Number(status), text } : null;
}
