import type { IncomingMessage, ServerResponse } from "node:http";
import { addressKey } from "@/lib/addresses";
import { ADDRESS_HEADER } from "@/lib/device";
import { requireWithin } from "@/lib/limiter";
import { Refusal } from "@/lib/refusal";

/** What the build made costs nothing but its way, and each page asks for some thirty of it. */
const MADE = /^\/(?:_next\/static\/|icon\.svg)/;

/**
 * Lets so many requests of one address pass, after the gate, which has said which one that is. Answers the others itself, and
 * false.
 */
export async function passRequests(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  if (MADE.test(request.url ?? "")) return true;
  try {
    await requireWithin("request", addressKey(String(request.headers[ADDRESS_HEADER] ?? "")));
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const wait = String(error.retryAfter ?? 1);
    const headers = { "Content-Type": "text/plain", "Cache-Control": "no-store", "Retry-After": wait };
    response.writeHead(429, headers).end(`That is faster than this server answers. Try again in ${wait} s.\n`);
    return false;
  }
}
