import { randomBytes, randomUUID } from "node:crypto";
import type { Random } from "@/tests/faults/random";
import type { RawRequest } from "@/tests/stage/raw-request";
import type { Company } from "./company";
import { corrupted } from "./values";

type Kind = (random: Random, company: Company) => Partial<RawRequest>;

/** A request that is no action's: pages, what they are asked for in pieces, routes, files, and what is none of them. */
export function routeRequest(random: Random, company: Company): RawRequest {
  const made = random.pick(KINDS)(random, company);
  const headers = { ...company.headers(random), ...made.headers };
  return { method: "GET", path: "/t", ...made, headers };
}

const METHODS = ["GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"];

/** An address that there is, by another method, with more at its end, or spelled in another way. */
const nearby: Kind = (random, { paths }) => {
  const path = random.pick(paths);
  const changed = random.pick([
    path,
    `${path}/`,
    `${path}//`,
    `/${path}`,
    `${path}%`,
    `${path}%00`,
    `${path}/%2e%2e/%2e%2e/etc/passwd`,
    `${path}?${"a=1&".repeat(500)}`,
    `${path}?__proto__[x]=1&constructor=1`,
    `${path}?q=${encodeURIComponent("'; drop table messages; --")}&page=-1`,
    `${path}?refused=__proto__&username[]=a&next=//evil.example`,
    `${path}?%E0%A4%A`,
    `${path}?after=${"9".repeat(400)}`,
    `${path}.rsc`,
    `${path}.txt`,
    `${path}.json`,
    `${path}.segments/_tree.segment.rsc`,
    path.replace(/[0-9a-f-]{36}/, random.pick(["x", "%00", "%E0%A4%A", "__proto__", randomUUID(), "a".repeat(3_000)])),
    corrupted(random, path).replace(/[^!-~]/g, ""),
  ]);
  return { method: random.pick(METHODS), path: changed || "/" };
};

/** Parts of files and pictures. */
const ranges: Kind = (random, { paths }) => {
  const path = random.pick(paths.filter((path) => /^\/api\/(files|pictures|previews)\//.test(path)));
  const range = random.pick([
    "bytes=0-0",
    "bytes=-1",
    "bytes=-0",
    "bytes=5-2",
    "bytes=0-99999999999999999999",
    "bytes=99-",
    "bytes=0-1,2-3",
    `bytes=${"0-1,".repeat(500)}`,
    "bytes=a-b",
    "bytes=--1",
    "items=0-1",
    "bytes",
    "",
  ]);
  const query = random.pick(["", "?size=small", "?size=__proto__", "?id=x", "?size=small&size=small"]);
  const headers = {
    range,
    "if-range": random.pick(["", "x"]),
    "accept-encoding": random.pick(["gzip", "br;q=0", "*", "x"]),
  };
  return { method: random.pick(["GET", "HEAD"]), path: path + query, headers };
};

/** Pages in the pieces in which Next serves them. */
const pieces: Kind = (random, { paths }) => {
  const tree = random.pick([
    "",
    "%5B%22%22%5D",
    "[",
    "%",
    encodeURIComponent('["",{"children":["__PAGE__",{}]},null,null,true]'),
    encodeURIComponent(`${"[".repeat(5_000)}`),
    encodeURIComponent('{"__proto__":1}'),
    "x".repeat(5_000),
  ]);
  const headers = {
    rsc: random.pick(["1", "0", "__proto__"]),
    ...(random.chance(0.7) && { "next-router-state-tree": tree }),
    ...(random.chance(0.3) && { "next-router-prefetch": random.pick(["1", "2", "x"]) }),
    ...(random.chance(0.3) && {
      "next-router-segment-prefetch": random.pick(["/_tree", "/_index", "/__proto__", "x", "%"]),
    }),
    ...(random.chance(0.2) && { "next-url": random.pick(["/t", "%", "//evil.example"]) }),
    ...(random.chance(0.1) && { "next-hmr-refresh": "1" }),
    ...(random.chance(0.1) && { "x-nextjs-data": "1" }),
    ...(random.chance(0.1) && { "next-resume": "1" }),
  };
  return { path: random.pick(paths) + random.pick(["", "?_rsc=x", "?_rsc=%"]), headers };
};

/** What is Next's own, NextAuth's, and for whoever watches. */
const inside: Kind = (random) => ({
  method: random.pick(["GET", "GET", "POST", "HEAD"]),
  path: random.pick([
    "/_next/static/../../package.json",
    "/_next/static/%2e%2e/%2e%2e/.env",
    "/_next/static/chunks/%",
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/image?url=http%3A%2F%2F127.0.0.1&w=64&q=75",
    "/_next/image",
    "/_next/data/x/t.json",
    "/_next/",
    "/_error",
    "/_not-found",
    "/404",
    "/500",
    "/__nextjs_original-stack-frames",
    "/api/auth/",
    "/api/auth/session?x",
    "/api/auth/csrf",
    "/api/auth/providers",
    "/api/auth/signin/credentials",
    "/api/auth/signin?callbackUrl=http://evil.example",
    "/api/auth/callback/credentials",
    "/api/auth/callback/__proto__",
    "/api/auth/signout",
    "/api/auth/error?error=__proto__",
    "/api/auth/_log",
    "/api/auth/verify-request",
    "/api/auth/%",
    "/api/auth/a/b/c/d",
    "/healthz",
    "/healthz?x",
    "/readyz",
    "/icon.svg",
    "/icon.svg?%",
    "/socket.io",
    "/socket.io/?EIO=4&transport=polling",
    "/socket.io/?EIO=x&transport=__proto__&sid=x",
    "//evil.example/t",
    "/\\evil.example",
    "http://evil.example/t",
    "*",
    "/t#x",
    "/%c0%ae%c0%ae/",
    "/é",
  ]),
  body: random.pick(["", "", "csrfToken=x&json=true", "{", "[]", "\0"]),
  headers: random.chance(0.5)
    ? {
        "content-type": random.pick([
          "application/x-www-form-urlencoded",
          "application/json",
          "multipart/form-data",
          "x",
        ]),
      }
    : {},
});

/** Files and pictures that are none, are another's, or are said to be otherwise than they are. */
const puts: Kind = (random, { known }) => {
  const some = () =>
    String(random.chance(0.6) ? random.pick(known) : random.pick(["", "x", "-1", "1e9", "__proto__", "0"]));
  const body = random.pick([
    Buffer.alloc(0),
    randomBytes(Math.floor(random.between(1, 5_000))),
    Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff", "latin1"),
    Buffer.from("GIF89a\xff\xff\xff\xff", "latin1"),
    Buffer.from("<svg onload=alert(1)>"),
  ]);
  const asked = random.chance(0.5)
    ? {
        viewerId: some(),
        threadId: some(),
        id: randomUUID(),
        name: "a\u202e.txt",
        size: String(body.length),
        offset: "0",
      }
    : { viewerId: some(), threadId: some(), id: some(), name: some(), size: some(), offset: some(), __proto__x: "1" };
  const path = `${random.pick(["/api/files", "/api/pictures"])}?${new URLSearchParams(asked)}`;
  return {
    method: "PUT",
    path,
    body,
    headers: { "content-type": random.pick(["application/octet-stream", "", 'x/y; z="']) },
  };
};

/** Heads of requests that no browser sends. */
const heads: Kind = (random, { paths }) => {
  const headers = random.pick<Record<string, string>>([
    { host: "evil.example" },
    { host: "" },
    { host: "localhost:x" },
    { cookie: "a".repeat(12_000) },
    { cookie: "parley.session=%" },
    { cookie: `parley.session=${"e".repeat(4_000)}` },
    { cookie: "__Secure-next-auth.session-token=x; next-auth.csrf-token=%" },
    { "accept-language": "x".repeat(4_000) },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
    { "x-middleware-subrequest": "middleware:middleware:middleware" },
    { "x-middleware-rewrite": "/admin", "x-middleware-next": "1" },
    { "x-invoke-path": "/admin", "x-matched-path": "/admin/people" },
    { "x-now-route-matches": "1=a", "x-next-revalidated-tags": "a" },
    { "x-prerender-revalidate": "x", "x-nextjs-cache": "HIT" },
    { "x-http-method-override": "DELETE" },
    { "transfer-encoding": "chunked" },
    { expect: "100-continue" },
    { upgrade: "h2c", connection: "Upgrade, HTTP2-Settings" },
    { "if-none-match": "*", "if-modified-since": "x" },
    { "content-encoding": "gzip" },
    { "user-agent": "\xff\xfe" },
  ]);
  return { method: random.pick(METHODS), path: random.pick(paths), headers };
};

const KINDS: readonly Kind[] = [
  ...Array<Kind>(5).fill(nearby),
  ...Array<Kind>(2).fill(ranges),
  ...Array<Kind>(3).fill(pieces),
  ...Array<Kind>(4).fill(inside),
  ...Array<Kind>(3).fill(puts),
  ...Array<Kind>(2).fill(heads),
];
