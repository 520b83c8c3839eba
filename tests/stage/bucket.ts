import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

const KEY = { id: "parley-key", secret: "a secret that only the bucket knows" };
const REGION = "test-1";

/** What is wrong with the store: an error, silence from the start, or silence after the first bytes of a file. */
type Mood = "fair" | "failing" | "silent" | "stopping";

/**
 * A store with one bucket, as far as Parley speaks with one, on a port of its own. It lets nobody in whose signature it
 * cannot make itself (AWS Signature Version 4), and takes no file that is not the one that was signed.
 */
export async function startBucket() {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  let mood: Mood = "fair";
  const server = createServer(async (request, response) => {
    const [, bucket, id = ""] = (request.url ?? "").split("/");
    asked.push(`${request.method} ${request.headers.range ?? ""}`.trim());
    if (mood === "silent") return;
    const body = await buffer(request);
    if (mood === "failing") fail(response, 500, "InternalError");
    else if (!isSigned(request)) fail(response, 403, "SignatureDoesNotMatch");
    else if (hash(body) !== request.headers["x-amz-content-sha256"]) fail(response, 400, "XAmzContentSHA256Mismatch");
    else if (bucket !== "parley") fail(response, 404, "NoSuchBucket");
    else serve(request, response, id, body);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The store has no port.");

  function serve(request: IncomingMessage, response: ServerResponse, id: string, body: Buffer): void {
    if (request.method === "PUT") objects.set(id, body);
    else if (request.method === "DELETE") objects.delete(id);
    else {
      const object = objects.get(id);
      if (object) hand(object, request.headers.range, response, mood);
      else fail(response, 404, "NoSuchKey");
      return;
    }
    response.writeHead(request.method === "DELETE" ? 204 : 200).end();
  }

  return {
    objects,
    asked,
    set: (next: Mood) => {
      mood = next;
    },
    variables: {
      FILES_S3_ENDPOINT: `http://127.0.0.1:${address.port}`,
      FILES_S3_BUCKET: "parley",
      FILES_S3_REGION: REGION,
      FILES_S3_ACCESS_KEY_ID: KEY.id,
      FILES_S3_SECRET_ACCESS_KEY: KEY.secret,
    },
    stop(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}

function hand(object: Buffer, range: string | undefined, response: ServerResponse, mood: Mood): void {
  const [start = 0, end = 0] = range?.match(/\d+/g)?.map(Number) ?? [];
  const part = object.subarray(start, end + 1);
  response.writeHead(206, { "Content-Length": part.length, "Content-Range": `bytes ${start}-${end}/${object.length}` });
  if (mood === "stopping") response.write(part.subarray(0, 3));
  else response.end(part);
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "Content-Type": "application/xml" }).end(`<Error><Code>${code}</Code></Error>`);
}

/** Whether whoever asks has the key: the signature is made anew from what came. */
function isSigned({ method, url = "", headers }: IncomingMessage): boolean {
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
    headers.authorization ?? "",
  );
  const [, credential = "", signed = "", signature] = given ?? [];
  const time = String(headers["x-amz-date"]);
  const scope = `${time.slice(0, 8)}/${REGION}/s3/aws4_request`;
  const names = signed.split(";");
  const isEnough = ["host", "x-amz-content-sha256", "x-amz-date"].every((name) => names.includes(name));
  const canonical = [method, url, "", ...names.map((name) => `${name}:${headers[name]}`), "", signed];
  const request = [...canonical, headers["x-amz-content-sha256"]].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", time, scope, hash(request)].join("\n");
  const key = scope.split("/").reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${KEY.secret}`);
  return isEnough && credential === `${KEY.id}/${scope}` && hmac(key, toSign).toString("hex") === signature;
}

const hash = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
