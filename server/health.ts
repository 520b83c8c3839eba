import type { IncomingMessage, ServerResponse } from "node:http";
import { readinessOf } from "@/db/availability";
import { newestOf, readMigrations } from "@/db/migrate";
import { setSecurityHeaders } from "./gate";
import { MIGRATIONS } from "./store";

/** Read once: what lies in the folder later belongs to another build. */
let known: number | undefined;
function newest(): number {
  known ??= newestOf(readMigrations(MIGRATIONS));
  return known;
}

/** Answers `/healthz` (the process lives) and `/readyz` (it can serve); false when the request asks for neither. */
export function answerHealth(request: IncomingMessage, response: ServerResponse, isDraining: boolean): boolean {
  if (request.url !== "/healthz" && request.url !== "/readyz") return false;

  // Whoever watches may ask under any name, before the gate.
  setSecurityHeaders(request, response, false);
  if (request.url === "/healthz") reply(response, 200, "ok");
  else if (isDraining) reply(response, 503, "draining");
  else readinessOf(newest()).then((state) => reply(response, state === "ok" ? 200 : 503, state));
  return true;
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain", "Cache-Control": "no-store" }).end(`${text}\n`);
}
