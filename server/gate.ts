import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ADDRESS_HEADER } from "@/lib/device";
import { fileLimits } from "@/lib/file-limits";
import { settings } from "@/lib/settings";
import { PICTURE_BYTES } from "@/lib/wire/limits";
import { addressOf } from "./address";
import { isOwnHost, isOwnOrigin } from "./origin";

/** The largest list of drafts fits, with each of its 200,000 characters escaped. Next has the same limit. */
const BODY_BYTES = 2 * 1024 * 1024;

/** What somebody sends that is no action, by its path: how many bytes it may have. */
const PUTS: Record<string, () => number> = {
  "/api/pictures": () => PICTURE_BYTES,
  "/api/files": () => fileLimits().bytes,
};

/** Next answers others, such as TRACE, with a fault of its own. */
const METHODS = ["GET", "HEAD", "POST", "PUT"];

/** What people have sent each other. Whatever it is, nothing in it runs, and nothing is fetched by it. */
const SENT_PATH = /^\/api\/(?:files|previews)\//;
const SENT_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** Headers by which Next trusts whoever is in front of it. It is told nothing of that: they are never believed. */
const UNTRUSTED = /^(x-middleware-|x-forwarded-|x-parley-|forwarded$|next-resume$|content-security-policy)/;

/**
 * What every request passes before Next sees it. Answers the request itself and returns false when it may not pass.
 * Next would run a server action without any `Origin`, and one of a foreign origin under a forged `X-Forwarded-Host`.
 */
export function passGate(request: IncomingMessage, response: ServerResponse, isDevelopment: boolean): boolean {
  const address = addressOf(request);
  for (const name of Object.keys(request.headers)) if (UNTRUSTED.test(name)) delete request.headers[name];
  request.headers[ADDRESS_HEADER] = address;
  setSecurityHeaders(request, response, isDevelopment);

  const status = refusalStatus(request);
  if (status) refuse(request, response, status);
  return status === undefined;
}

/** How long somebody may go on sending, in milliseconds, what is not wanted. */
const LINGER_MS = 5_000;

/** Whoever still sends when the connection is cut does not get to read why: they may come to an end first. */
function refuse(request: IncomingMessage, response: ServerResponse, status: keyof typeof REASONS): void {
  response.writeHead(status, { "Content-Type": "text/plain" }).end(REASONS[status]);
  const cut = setTimeout(() => request.socket.destroy(), LINGER_MS);
  request.resume().once("close", () => clearTimeout(cut));
}

const REASONS = {
  400: "This is not a request for a page of this server.\n",
  403: "This request comes from another site.\n",
  405: "Nothing here is asked in that way.\n",
  411: "A request with a body has to say how long it is.\n",
  413: "This request is too large.\n",
  421: "This server does not answer to that name. PUBLIC_URL says which name it answers to.\n",
};

function refusalStatus({ method, url, headers }: IncomingMessage): keyof typeof REASONS | undefined {
  if (!url?.startsWith("/") || !isDecodable(url)) return 400;
  if (!isOwnHost(headers.host)) return 421;
  if (method !== "GET" && method !== "HEAD" && !isOwnOrigin(headers.origin, headers.host)) return 403;
  if (!METHODS.includes(method ?? "")) return 405;
  if (headers["transfer-encoding"]) return 411;
  const most = (method === "PUT" && PUTS[url.split("?")[0] ?? ""]?.()) || BODY_BYTES;
  if (Number(headers["content-length"] ?? 0) > most) return 413;
  return undefined;
}

/** Next and NextAuth take a path that ends in the middle of a character for a fault of their own. */
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/** What a browser is told of every answer, whoever gives it. */
export function setSecurityHeaders(request: IncomingMessage, response: ServerResponse, isDevelopment: boolean): void {
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), isDevelopment);
  // Next finds the nonce for its own scripts in the request's copy.
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", SENT_PATH.test(request.url ?? "") ? SENT_POLICY : policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  // Not `no-referrer`: under that one, browsers say `Origin: null` for the forms that work without scripts.
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  if (settings().publicUrl?.startsWith("https:")) {
    response.setHeader("Strict-Transport-Security", "max-age=31536000");
  }
}

/** In development Next evaluates code and puts styles into the page; nothing else differs. */
function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
