import { once } from "node:events";
import { request } from "node:http";
import type { Duplex } from "node:stream";
import { expect, test } from "vitest";
import type { Viewer } from "@/lib/sessions";
import { setSettings } from "@/lib/settings";
import { person } from "@/tests/stage/cast";
import { cookieOf } from "@/tests/stage/requests";
import { startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
const secret = "a secret of the doors, long enough for everyone";

/** A WebSocket of the engine below Socket.IO, whose other end never asks to be connected. */
async function openSilently(url: string, viewer: Viewer): Promise<Duplex> {
  const asked = request(`${url}/socket.io?EIO=4&transport=websocket`, {
    headers: {
      ...{ Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13" },
      ...{ "Sec-WebSocket-Key": Buffer.from("sixteen bytes ok").toString("base64") },
      ...{ Origin: url, Cookie: await cookieOf(viewer) },
    },
  }).end();
  const [, stream] = (await once(asked, "upgrade")) as [unknown, Duplex];
  return stream;
}

/** How WebSockets close: the one end says so, the other end repeats it, masked like everything that a browser sends. */
const CLOSE = 0x88;
const MASKED_CLOSE = Buffer.from([CLOSE, 0x80, 0, 0, 0, 0]);

test("a socket that was let in and never said hello is asked to close when the server stops", async () => {
  setSettings({ publicUrl: undefined, isDemo: false, secret });
  const server = await startServer({ DATABASE_URL: stage.databaseUrl(), NEXTAUTH_SECRET: secret });
  const stream = await openSilently(server.url, await person("Ana"));
  // Rather than cut off, as whoever outlasts the patience of the server is.
  const asked = new Promise<void>((resolve) => {
    stream.on("data", (chunk: Buffer) => chunk.includes(CLOSE) && resolve());
  });
  const stopped = server.stop();
  await asked;
  stream.write(MASKED_CLOSE);

  expect(await stopped).toBe(0);
});
