import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { logFault } from "@/lib/log";
import { Refusal } from "@/lib/refusal";
import type { Storage } from "@/lib/storage";

/** A bucket of a store that speaks S3, and the key to it. */
export type Bucket = {
  endpoint: string;
  name: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Whether the bucket's name is part of the path, or else of the host's name. */
  isPathStyle: boolean;
};

type Asked = { method: "PUT" | "GET" | "DELETE"; id: string; headers?: Record<string, string>; path?: string };

/** Milliseconds without a byte after which the store is given up, also while a connection to it is being made. */
const SILENCE_MS = 4_000;
/** The same where the store has yet to write what it got. */
const STORING_SILENCE_MS = 10_000;
/** Milliseconds in which nobody has read on. A player that is paused, or a slow line, may be as quiet for minutes. */
export const UNREAD_MS = 600_000;

const agents = { "http:": new http.Agent({ keepAlive: true }), "https:": new https.Agent({ keepAlive: true }) };

/** Files as objects of a bucket, under their ids. A store that cannot be had is `unavailable`, and the log says why. */
export function openBucket(bucket: Bucket): Storage {
  return {
    async put(id, path) {
      const headers = { "content-length": String((await stat(path)).size), "x-amz-content-sha256": await hashOf(path) };
      const answer = await ask(bucket, { method: "PUT", id, headers, path });
      if (answer.statusCode !== 200) await refuse(answer, "PUT");
      answer.resume();
    },
    async open(id, { start, end }) {
      const answer = await ask(bucket, { method: "GET", id, headers: { range: `bytes=${start}-${end}` } });
      const isThatPart = answer.statusCode === 206 && Number(answer.headers["content-length"]) === end - start + 1;
      if (!isThatPart) await refuse(answer, "GET");
      return streamOf(answer);
    },
    async remove(id) {
      const answer = await ask(bucket, { method: "DELETE", id });
      if (answer.statusCode === 200 || answer.statusCode === 204) return void answer.resume();
      // Not every store thinks that what is not there can be removed.
      await refuse(answer, "DELETE").catch(unlessMissing);
    },
  };
}

/** The head of the answer. */
async function ask(bucket: Bucket, asked: Asked): Promise<IncomingMessage> {
  try {
    return await request(bucket, asked);
  } catch (error) {
    logFault("storage", error);
    throw new Refusal("unavailable");
  }
}

async function request(bucket: Bucket, asked: Asked): Promise<IncomingMessage> {
  const { url, headers } = await sign(bucket, asked);
  const { method, path } = asked;
  const isPlain = url.protocol === "http:";
  const agent = agents[isPlain ? "http:" : "https:"];
  // Set afterwards, it would only begin when the socket is connected.
  const timeout = path ? STORING_SILENCE_MS : SILENCE_MS;
  const options = { method, headers: Object.fromEntries(headers), agent, timeout };
  const sending = (isPlain ? http : https).request(url, options);
  const answer = new Promise<IncomingMessage>((resolve, reject) => sending.on("response", resolve).on("error", reject));
  sending.on("timeout", () => sending.destroy(new Error(`The bucket has not answered to ${method}.`)));
  // What it answers before it has all of the file is worth more than that the rest could not be sent.
  if (path) pipeline(createReadStream(path), sending).catch(() => {});
  else sending.end();

  try {
    const head = await answer;
    // From here on whoever reads may take as long as they like.
    sending.setTimeout(0);
    return head;
  } catch (error) {
    // The other end had closed the connection just when it was used again.
    if (sending.reusedSocket && isReset(error)) return request(bucket, asked);
    throw error;
  }
}

/** With AWS's signature, version 4. */
async function sign({ accessKeyId, secretAccessKey, region, ...bucket }: Bucket, { method, id, headers = {} }: Asked) {
  const { AwsV4Signer } = await import("aws4fetch");
  const empty = { "x-amz-content-sha256": createHash("sha256").digest("hex") };
  const url = addressOf(bucket, id);
  const key = { accessKeyId, secretAccessKey, region, service: "s3" };
  return new AwsV4Signer({ method, url, headers: { ...empty, ...headers }, ...key }).sign();
}

type Place = Pick<Bucket, "endpoint" | "name" | "isPathStyle">;

export function addressOf({ endpoint, name, isPathStyle }: Place, id: string): string {
  const url = new URL(endpoint);
  const folder = url.pathname.replace(/\/$/, "");
  if (!isPathStyle) url.host = `${name}.${url.host}`;
  url.pathname = isPathStyle ? `${folder}/${name}/${id}` : `${folder}/${id}`;
  return url.href;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** What comes of the answer, at the pace of whoever reads it, unless they have forgotten it. */
function streamOf(answer: IncomingMessage): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<Buffer> = answer[Symbol.asyncIterator]();
  const forget = () => answer.destroy(new Error("Nobody has read on in a file of the bucket."));
  let unread: ReturnType<typeof setTimeout> | undefined;
  return new ReadableStream({
    async pull(controller) {
      clearTimeout(unread);
      const stopped = new Error("The bucket has stopped in the middle of a file.");
      const silence = setTimeout(() => answer.destroy(stopped), SILENCE_MS);
      const piece = await pieces.next().finally(() => clearTimeout(silence));
      if (piece.done) return controller.close();
      unread = setTimeout(forget, UNREAD_MS).unref();
      controller.enqueue(piece.value);
    },
    cancel() {
      clearTimeout(unread);
      answer.destroy();
    },
  });
}

async function refuse(answer: IncomingMessage, method: Asked["method"]): Promise<never> {
  const said = await errorCodeOf(answer);
  if (answer.statusCode === 404 && said !== "NoSuchBucket") throw new Refusal("no-such-file");
  logFault("storage", new Error(`The bucket has answered ${answer.statusCode} (${said}) to ${method}.`));
  throw new Refusal("unavailable");
}

/** An error is a few lines of XML; what is longer is none, such as a file that was not asked for. */
async function errorCodeOf(answer: IncomingMessage): Promise<string> {
  const silence = setTimeout(() => answer.destroy(), SILENCE_MS);
  const isShort = Number(answer.headers["content-length"] ?? 0) < 10_000;
  const said = isShort ? await text(answer).catch(() => "") : "";
  clearTimeout(silence);
  answer.destroy();
  return /<Code>(\w+)<\/Code>/.exec(said)?.[1] ?? "no reason";
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof Refusal && error.code === "no-such-file")) throw error;
}

function isReset(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
}
