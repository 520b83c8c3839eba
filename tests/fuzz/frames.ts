import { randomBytes } from "node:crypto";
import type { Random } from "@/tests/faults/random";
import { type Frame, textFrame } from "@/tests/stage/raw-socket";
import type { Company } from "./company";
import { almost, corrupted, hostileValue } from "./values";

/** Makes one frame; what it is depends on the seed only. */
export function frameOf(random: Random, company: Company): Frame {
  return random.pick(KINDS)(random, company);
}

type Kind = (random: Random, company: Company) => Frame;

/** An event as a tab sends it, with an argument that is nearly right. */
const event: Kind = (random, company) => {
  const [name, right] = random.pick(company.events);
  const argument = random.chance(0.15) ? right : almost(random, right, company.known);
  const acknowledgement = random.pick(["", "1", "7", "007", "-1", "99999999999999999999"]);
  return textFrame(`42${acknowledgement}${JSON.stringify([name, argument])}`);
};

/** An event whose name or arguments are of another kind. */
const strangeEvent: Kind = (random, { events }) => {
  const [name] = random.pick(events);
  const names = [
    name,
    "connect",
    "disconnect",
    "error",
    "newListener",
    "__proto__",
    "toString",
    "disconnecting",
    "",
    0,
    null,
  ];
  const parts = Array.from({ length: Math.floor(random.between(0, 4)) }, () => hostileValue(random));
  return textFrame(`42${random.pick(["", "1"])}${JSON.stringify([random.pick(names), ...parts])}`);
};

/** Socket.IO's packets in the wrong order, for other namespaces, and as they never are. */
const packet: Kind = (random) =>
  textFrame(
    random.pick([
      "40",
      "41",
      "40/admin,",
      '40{"sid":"x"}',
      '40{"__proto__":{"a":1}}',
      "40/__proto__,",
      "42",
      "42[]",
      "42null",
      '42"sync"',
      '42{"0":"sync"}',
      '43["nobody asked"]',
      "431[]",
      "4399999[1]",
      '44{"message":"x"}',
      "4",
      "49",
      "4x",
      "",
      `42/${"n".repeat(3_000)},["sync"]`,
      '42[["sync"]]',
      "42[1e999]",
      `42["sync",${"[".repeat(9_000)}${"]".repeat(9_000)}]`,
      `42["sync",${'{"a":'.repeat(5_000)}`,
    ]),
  );

/** Placeholders for parts that never come, come twice, or were never announced. */
const binary: Kind = (random) => {
  const placeholder = { _placeholder: true, num: random.pick([0, 1, -1, 1e9, "0", null, "__proto__"]) };
  const attachments = random.pick(["0-", "1-", "2-", "99999999-", "-1-", "-", "1e3-", "x-", ""]);
  if (random.chance(0.4)) return { opcode: 2, content: randomBytes(Math.floor(random.between(0, 200))) };
  if (random.chance(0.1)) return textFrame(`b${randomBytes(30).toString("base64")}`);
  return textFrame(`4${random.pick(["5", "6"])}${attachments}${JSON.stringify(["sync", placeholder])}`);
};

/** Engine.IO's packets, which carry the others. */
const engine: Kind = (random) =>
  textFrame(
    random.pick([
      "0",
      "0{}",
      "1",
      "2",
      "2probe",
      "3",
      "3probe",
      "5",
      "6",
      "7",
      "b",
      "b!!",
      "\u001e",
      "4\u001e4",
      "\uffff",
      "😀",
    ]),
  );

/** Frames of a WebSocket that are none. */
const malformed: Kind = (random) => {
  const content = Buffer.from('42["sync",{}]');
  return random.pick<Frame>([
    { opcode: 1, content, isMasked: false },
    { opcode: 1, content, reserved: 4 },
    { opcode: 1, content, reserved: 1 },
    { opcode: 3, content },
    { opcode: 15, content },
    { opcode: 0, content },
    { opcode: 1, content, isFinal: false },
    { opcode: 9, content: Buffer.alloc(126) },
    { opcode: 8, content: Buffer.from([0x03]) },
    { opcode: 8, content: Buffer.from([0x00, 0x00]) },
    { opcode: 1, content: Buffer.from([0x34, 0x32, 0xff, 0xfe, 0xc0]) },
    { opcode: 1, content, length: 70_000 },
    { opcode: 1, content, length: Number.MAX_SAFE_INTEGER },
    { opcode: 2, content, length: 2 },
  ]);
};

const oversized: Kind = (random) => {
  const length = Math.floor(random.between(60_000, 140_000));
  return textFrame(`42${JSON.stringify(["sync", "x".repeat(length)])}`);
};

const corrupt: Kind = (random, company) => {
  const { content } = event(random, company);
  return textFrame(corrupted(random, content.toString()));
};

/** Those that are looked at most closely come most often; a malformed frame ends its socket. */
const KINDS: readonly Kind[] = [
  ...Array<Kind>(8).fill(event),
  ...Array<Kind>(5).fill(strangeEvent),
  ...Array<Kind>(3).fill(corrupt),
  ...Array<Kind>(2).fill(binary),
  packet,
  engine,
  malformed,
  oversized,
];
