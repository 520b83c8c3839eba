import { setTimeout as sleep } from "node:timers/promises";
import { randomFrom } from "@/tests/faults/random";
import { type RawRequest, sendRaw } from "@/tests/stage/raw-request";
import { openRawSocket } from "@/tests/stage/raw-socket";
import { actionRequest } from "./action-bodies";
import { type Company, gatherCompany } from "./company";
import { frameOf } from "./frames";
import { openHonestTabs } from "./honest";
import { routeRequest } from "./route-requests";
import { type Memory, openTarget } from "./target";

export type Plan = { seed: number; frames: number; bodies: number };

/** What a run has seen. */
export type Fuzzed = {
  frames: number;
  bodies: number;
  sockets: number;
  /** How often each status was answered; 0: hung up without a word. */
  statuses: Record<number, number>;
  /** What was answered as a fault of the server, or not at all. */
  faults: string[];
  /** Actions that did what was asked of them: what is only ever refused proves little. */
  done: number;
  complaints: string[];
  honest: number;
  isAlive: boolean;
  /** What the server said of faults. */
  said: string[];
  /** After a first part, when everything that is loaded once is there, and at the end. */
  before: Memory;
  after: Memory;
  seconds: number;
};

/** How much comes before memory is measured for the first time. */
const WARM_UP = 0.25;
const AT_ONCE = 6;
/** What one company is asked, before others come: some have lost their sessions by then. */
const PER_COMPANY = 400;
const FRAMES_PER_SOCKET = 30;
/** A server that has closed its connections holds nothing of them any more. */
const REST_MS = 2_000;

/** What Next tells of a request that it could not read is no fault; what we log is, and what fails on its way elsewhere. */
const FAULT = /caught by nobody|"level":\s*("error"|50)|failed to (forward|get)/;

/** Sends what a hostile client could, in an order that depends on the seed, while two honest people talk. */
export async function fuzz({ seed, frames, bodies }: Plan, tell: (text: string) => void): Promise<Fuzzed> {
  const target = await openTarget();
  const began = performance.now();
  const random = randomFrom(seed);
  const seen = {
    frames: 0,
    bodies: 0,
    sockets: 0,
    done: 0,
    statuses: {} as Record<number, number>,
    faults: [] as string[],
  };
  try {
    const honest = await openHonestTabs(target.url);
    await round(Math.round(frames * WARM_UP), Math.round(bodies * WARM_UP));
    await sleep(REST_MS);
    const before = await target.measure();
    tell(`${seen.frames} frames and ${seen.bodies} bodies; ${megabytes(before.held)} MB held`);
    await round(frames, bodies);
    const sent = await honest.close();
    await sleep(REST_MS);
    const after = await target.measure();
    const seconds = (performance.now() - began) / 1_000;
    const said = target.lines.filter((line) => FAULT.test(line));
    const { complaints } = honest;
    return { ...seen, complaints, honest: sent, isAlive: target.isAlive(), said, before, after, seconds };
  } finally {
    await target.close();
  }

  /** Goes on until so many frames and bodies were sent in all. */
  async function round(framesInAll: number, bodiesInAll: number): Promise<void> {
    while (target.isAlive() && (seen.frames < framesInAll || seen.bodies < bodiesInAll)) {
      const company = await gatherCompany(target.url);
      const share = framesInAll / Math.max(1, bodiesInAll);
      const bodiesUntil = Math.min(bodiesInAll, seen.bodies + PER_COMPANY);
      const framesUntil = Math.min(framesInAll, seen.frames + Math.ceil(PER_COMPANY * share));
      await Promise.all([
        ...times(AT_ONCE, () => ask(company, bodiesUntil)),
        ...times(AT_ONCE, () => chatter(company, framesUntil).catch((error) => seen.faults.push(String(error)))),
      ]);
    }
  }

  async function ask(company: Company, until: number): Promise<void> {
    while (seen.bodies < until && target.isAlive()) {
      seen.bodies += 1;
      await askOnce(random.chance(0.6) ? actionRequest(random, company) : routeRequest(random, company));
    }
  }

  async function askOnce(request: RawRequest): Promise<void> {
    const answer = await sendRaw(target.url, request).catch(String);
    const status = typeof answer === "object" ? (answer?.status ?? 0) : 0;
    seen.statuses[status] = (seen.statuses[status] ?? 0) + 1;
    if (typeof answer === "object" && /"ok":true/.test(answer?.text ?? "")) seen.done += 1;
    if (typeof answer === "string" || status >= 500)
      seen.faults.push(`${answer === null || typeof answer === "object" ? status : answer} to ${inShort(request)}`);
  }

  async function chatter(company: Company, until: number): Promise<void> {
    while (seen.frames < until && target.isAlive()) {
      const socket = await openRawSocket(target.url, company.headers(random));
      if (!socket) continue;
      seen.sockets += 1;
      if (random.chance(0.9)) socket.send({ opcode: 1, content: Buffer.from("40") });
      const length = random.between(1, FRAMES_PER_SOCKET);
      for (let sent = 0; sent < length && socket.isOpen() && seen.frames < until; sent += 1) {
        socket.send(frameOf(random, company));
        seen.frames += 1;
        // Some come faster than they are looked at.
        if (random.chance(0.5)) await socket.whenRead();
      }
      await socket.whenRead();
      socket.close();
    }
  }
}

export const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

function inShort({ method, path, headers, body }: RawRequest): string {
  const { cookie, origin, ...telling } = headers;
  const about = String(body ?? "").slice(0, 300);
  return `${method} ${path.slice(0, 200)} ${JSON.stringify(telling).slice(0, 300)} ${JSON.stringify(about)}`;
}

const times = <Value>(count: number, make: () => Value): Value[] => Array.from({ length: count }, make);
