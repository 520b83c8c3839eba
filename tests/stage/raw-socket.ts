import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** What a frame says it is (RFC 6455, 5.2), and whether it is as it ought to be. */
export type Frame = {
  opcode: number;
  content: Buffer;
  isFinal?: boolean;
  isMasked?: boolean;
  /** The three bits that no extension of ours gives a meaning. */
  reserved?: number;
  /** In place of the true one. */
  length?: number;
};

/** A WebSocket on which anything may be sent, also what no library would. */
export type RawSocket = {
  isOpen: () => boolean;
  send: (frame: Frame) => void;
  /** True when everything that was sent has been looked at, false when the other side has hung up. */
  whenRead: () => Promise<boolean>;
  close: () => void;
};

const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];
/** So long may the server take to look at what it was sent. */
const PATIENCE_MS = 30_000;

export const textFrame = (text: string): Frame => ({ opcode: TEXT, content: Buffer.from(text) });

/** Opens a WebSocket under these headers; null when the server does not want it. */
export function openRawSocket(origin: string, headers: Record<string, string>): Promise<RawSocket | null> {
  const { hostname, port, host } = new URL(origin);
  const stream = connect(Number(port), hostname);
  stream.on("error", () => {});
  const lines = Object.entries({
    Host: host,
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  stream.write(`GET /socket.io?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join("")}\r\n`);

  return new Promise((resolve) => {
    stream.once("data", (head: Buffer) => {
      const isUpgraded = head.toString("latin1").startsWith("HTTP/1.1 101");
      if (!isUpgraded) stream.destroy();
      resolve(isUpgraded ? overStream(stream) : null);
    });
    stream.once("close", () => resolve(null));
  });
}

function overStream(stream: Socket): RawSocket {
  const waiting: ((isRead: boolean) => void)[] = [];
  let rest: Buffer = Buffer.alloc(0);
  stream.on("data", (chunk) => {
    const taken = takeFrames(Buffer.concat([rest, chunk]));
    rest = taken.rest;
    for (const opcode of taken.opcodes) {
      if (opcode === PONG) waiting.shift()?.(true);
      // The server waits half a minute for the same word from here.
      if (opcode === CLOSE) stream.destroy();
    }
  });
  stream.on("close", () => {
    for (const tell of waiting.splice(0)) tell(false);
  });

  const send = (frame: Frame) => void stream.write(encode(frame));
  const isOpen = () => !stream.destroyed && stream.writable && !stream.readableEnded;
  return {
    isOpen,
    send,
    whenRead() {
      if (!isOpen()) return Promise.resolve(false);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("The server does not look at its frames.")), PATIENCE_MS);
        waiting.push((isRead) => {
          clearTimeout(timer);
          resolve(isRead);
        });
        send({ opcode: PING, content: Buffer.alloc(0) });
      });
    },
    close: () => stream.destroy(),
  };
}

function encode({ opcode, content, isFinal = true, isMasked = true, reserved = 0, length = content.length }: Frame) {
  const long = length > 0xffff ? 127 : length > 125 ? 126 : length;
  const head = [(isFinal ? 0x80 : 0) | (reserved << 4) | opcode, (isMasked ? 0x80 : 0) | long];
  const extended = Buffer.alloc(long === 127 ? 8 : long === 126 ? 2 : 0);
  if (long === 127) extended.writeBigUInt64BE(BigInt(length));
  if (long === 126) extended.writeUInt16BE(length);
  // A mask of zeros is one, and leaves the content as it is.
  return Buffer.concat([Buffer.from(head), extended, Buffer.alloc(isMasked ? 4 : 0), content]);
}

/** What the server sends is whole frames without a mask; only their kinds are of interest. */
function takeFrames(bytes: Buffer): { opcodes: number[]; rest: Buffer } {
  const opcodes: number[] = [];
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length - at < head) break;
    const length =
      short === 127 ? Number(bytes.readBigUInt64BE(at + 2)) : short === 126 ? bytes.readUInt16BE(at + 2) : short;
    if (bytes.length - at < head + length) break;
    opcodes.push(bytes.readUInt8(at) & 0x0f);
    at += head + length;
  }
  return { opcodes, rest: bytes.subarray(at) };
}
