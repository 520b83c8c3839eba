import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Link, openLink } from "./link";

let far: Server;
let link: Link;
/** What the far end has heard and answered: it says everything back. */
beforeEach(async () => {
  far = createServer((socket) => socket.on("error", () => {}).pipe(socket));
  await once(far.listen(0, "127.0.0.1"), "listening");
  link = await openLink(() => ({ host: "127.0.0.1", port: (far.address() as AddressInfo).port }));
});
afterEach(() => {
  link.close();
  far.close();
});

async function call() {
  const socket = connect(link.port, "127.0.0.1").setEncoding("utf8");
  socket.on("error", () => {});
  const heard: string[] = [];
  socket.on("data", (text: string) => heard.push(text));
  await once(socket, "connect");
  return { socket, heard: () => heard.join("") };
}

/** When somebody else was answered, everything that could pass has passed. */
async function roundTrip(): Promise<void> {
  const direct = connect((far.address() as AddressInfo).port, "127.0.0.1");
  direct.write("direct");
  await once(direct, "data");
  direct.destroy();
}

const whenEnded = (socket: Socket) => once(socket, "close");

test("in fair weather everything passes, in order, and a goodbye as well", async () => {
  const { socket, heard } = await call();
  for (let line = 0; line < 1000; line += 1) socket.write(`${line},`);
  socket.end();
  await whenEnded(socket);
  expect(heard()).toBe(Array.from({ length: 1000 }, (_, line) => `${line},`).join(""));
});

test("while it is paused nothing passes on any connection; what was said meanwhile comes afterwards", async () => {
  const { socket, heard } = await call();
  socket.write("before,");
  await expect.poll(heard).toBe("before,");
  link.set({ isPaused: true });
  socket.write("meanwhile,");
  const other = await call();
  other.socket.write("other");

  await roundTrip();
  expect([heard(), other.heard()]).toEqual(["before,", ""]);
  link.set();
  await expect.poll(() => [heard(), other.heard()]).toEqual(["before,meanwhile,", "other"]);
});

test("what is cut is reset, what is refused is hung up on, and new connections work in fair weather", async () => {
  const { socket } = await call();
  const error = once(socket, "error").then(([reason]) => reason.code);
  link.cut();
  expect(await error).toBe("ECONNRESET");

  link.set({ isRefusing: true });
  const refused = await call();
  await whenEnded(refused.socket);
  expect(refused.heard()).toBe("");

  link.set();
  const next = await call();
  next.socket.write("here");
  await expect.poll(next.heard).toBe("here");
});

test("what is forgotten stays silent for good, and what comes after it does not", async () => {
  const old = await call();
  old.socket.write("before");
  await expect.poll(old.heard).toBe("before");
  link.forget();
  old.socket.write("after");
  const young = await call();
  young.socket.write("here");
  await expect.poll(young.heard).toBe("here");
  expect(old.heard()).toBe("before");
});

test("a slow link takes its time with what it brings, and none once the weather is fair", async () => {
  const { socket, heard } = await call();
  link.set({ rate: 1 });
  socket.write("x".repeat(1000));
  await roundTrip();
  await roundTrip();
  expect(heard()).toBe("");
  link.set();
  await expect.poll(() => heard().length).toBe(1000);
});

test("what is beyond the most that a connection lets pass is held up, and comes when the weather is fair", async () => {
  link.set({ most: 10 });
  const { socket, heard } = await call();
  socket.write("noodles");
  await expect.poll(heard).toBe("noodles");
  socket.write(" and rice");
  await roundTrip();
  expect(heard()).toBe("noodles");
  link.set();
  await expect.poll(heard).toBe("noodles and rice");
  socket.destroy();
});
