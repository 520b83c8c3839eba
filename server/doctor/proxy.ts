import { randomBytes } from "node:crypto";
import type { Environment } from "@/lib/environment";
import { SOCKETS_PATH } from "../sockets";
import { type Answer, ask } from "./asking";
import { checkClock } from "./clock";
import { type Finding, ok, reasonOf, warning, wrong } from "./finding";

const MEGABYTE = 1024 * 1024;

/** Goes the way that people come, from the address that they open to the process of Parley behind it. */
export async function checkProxy({ PUBLIC_URL, FILE_MEGABYTES }: Environment): Promise<Finding[]> {
  if (!PUBLIC_URL) return [];
  const { origin } = new URL(PUBLIC_URL);
  try {
    const health = await ask(`${origin}/healthz`);
    if (health.status !== 200 || health.body.trim() !== "ok") {
      const fix = "Start Parley, and let the proxy pass every path on to it.";
      return [wrong(`${origin}/healthz answers ${health.status}, and that is not Parley.`, fix)];
    }
    return [
      ok(`Parley answers at ${origin}.`),
      ...(health.date ? [checkClock(new URL(origin).host, Date.parse(health.date) - Date.now())] : []),
      await checkHost(origin),
      await checkOrigin(origin),
      await checkUpgrade(origin),
      await checkBody(origin, FILE_MEGABYTES),
    ];
  } catch (error) {
    const fix =
      "Look whether the name leads here, the proxy runs, its certificate is valid, and Parley runs behind it.";
    return [wrong(`${origin} cannot be reached from here: ${reasonOf(error)}.`, fix)];
  }
}

async function checkHost(origin: string): Promise<Finding> {
  const { status } = await ask(`${origin}/icon.svg`);
  if (status !== 421) return ok("The name that people open comes through (Host).");
  const fix =
    "Let the proxy keep it (nginx: `proxy_set_header Host $http_host`), and PUBLIC_URL be the same for Parley.";
  return wrong("Parley gets another name than the one that people open (Host).", fix);
}

/** Nobody is signed in here, so that nothing is kept, whatever the answer. */
function put(origin: string, bytes: number): Promise<Answer> {
  return ask(`${origin}/api/files`, { method: "PUT", headers: { Origin: origin }, bytes });
}

async function checkOrigin(origin: string): Promise<Finding> {
  const { status, body } = await put(origin, 1);
  const isForeign = status === 421 || (status === 403 && body.includes("another site"));
  if (!isForeign) return ok("Where a request comes from comes through (Origin).");
  return wrong(
    "Parley does not see where requests come from (Origin).",
    "Let the proxy pass Host and Origin on as they are.",
  );
}

async function checkUpgrade(origin: string): Promise<Finding> {
  const headers = {
    ...{ Origin: origin, Connection: "Upgrade", Upgrade: "websocket" },
    ...{ "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": randomBytes(16).toString("base64") },
  };
  const answer = await ask(`${origin}${SOCKETS_PATH}?EIO=4&transport=websocket`, { headers }).catch(reasonOf);
  // It is nobody's socket, and only Parley says so.
  if (typeof answer !== "string" && answer.body.includes("signed-out")) return ok("WebSockets come through.");
  const said = typeof answer === "string" ? answer : `it answers ${answer.status}`;
  const fix =
    "Let the proxy pass them on (nginx: `proxy_http_version 1.1`, `proxy_set_header Upgrade $http_upgrade`, " +
    "`proxy_set_header Connection upgrade`), with Host and Origin as they are.";
  return wrong(`WebSockets do not come through: ${said}. Nothing arrives by itself then.`, fix);
}

/** Whoever answers before all has come, and hangs up, may be Parley itself; the answer is often read all the same. */
const TRIES = 5;
const isClosed = (answer: Answer | string) => answer === "write EPIPE" || answer === "read ECONNRESET";

async function checkBody(origin: string, megabytes: number): Promise<Finding> {
  const bytes = megabytes * MEGABYTE;
  let answer = await put(origin, bytes).catch(reasonOf);
  for (let tries = 1; isClosed(answer) && tries < TRIES; tries += 1) answer = await put(origin, bytes).catch(reasonOf);
  if (typeof answer !== "string" && answer.status !== 413) return ok(`Files of ${megabytes} MB come through.`);
  const fix = `Let the proxy take bodies of ${megabytes} MB (nginx: \`client_max_body_size ${megabytes}m\`), or lower FILE_MEGABYTES.`;
  if (isClosed(answer)) {
    return warning(`Whether files of ${megabytes} MB come through is not clear: the connection was closed.`, fix);
  }
  return wrong(`Files of ${megabytes} MB do not come through.`, fix);
}
