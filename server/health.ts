import type { IncomingMessage, ServerResponse } from "node:http";
import { isDatabaseReady } from "@/db/availability";

/** Answers `/healthz` (the process lives) and `/readyz` (it can serve); false when the request asks for neither. */
export function answerHealth(request: IncomingMessage, response: ServerResponse, isDraining: boolean): boolean {
  if (request.url === "/healthz") {
    reply(response, 200, "ok");
    return true;
  }
  if (request.url === "/readyz") {
    if (isDraining) reply(response, 503, "draining");
    else isDatabaseReady().then((isReady) => reply(response, isReady ? 200 : 503, isReady ? "ok" : "no database"));
    return true;
  }
  return false;
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain", "Cache-Control": "no-store" }).end(`${text}\n`);
}
