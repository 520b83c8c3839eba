import { expect, test } from "vitest";
import type { Viewer } from "@/lib/sessions";
import { cookieOf } from "@/tests/stage/requests";
import { openSite } from "@/tests/stage/site";
import { setStage } from "@/tests/stage/stage";
import { ADDRESSES } from "./matrix/addresses";
import { type Role, setScene } from "./matrix/roles";

const site = openSite(setStage());

/** The forms in which Next serves a page, and those in which it would once have served it past every check. */
const VARIANTS: Record<string, string>[] = [
  {},
  { RSC: "1" },
  { RSC: "1", "Next-Router-Prefetch": "1" },
  { RSC: "1", "Next-Router-Prefetch": "2" },
  { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
  { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_index" },
  { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/t/$d$threadId/__PAGE__" },
  { RSC: "1", "Next-Router-State-Tree": encodeURIComponent('["",{"children":["t",{}]},null,"refetch"]') },
  { RSC: "1", "Next-Url": "/t" },
  { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware" },
  { "x-middleware-rewrite": "/t", "x-middleware-next": "1" },
  { "next-resume": "1" },
  { RSC: "1", "next-resume": "1" },
  { "x-nextjs-data": "1" },
  { "x-matched-path": "/t", "x-invoke-path": "/t", "x-invoke-status": "200" },
  { "x-now-route-matches": "1=t", "x-prerender-revalidate": "1" },
  { purpose: "prefetch", "sec-purpose": "prefetch;prerender" },
  { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" },
];
const ENDINGS = ["", "?_rsc=1", ".rsc", ".txt", ".json", ".segments/_tree.segment.rsc", "/", "%2f"];
const ASKED = [
  ...VARIANTS.map((headers) => ({ headers, ending: "" })),
  ...ENDINGS.map((ending) => ({ headers: { RSC: "1" }, ending })),
];
const OUTSIDE: Role[] = ["anonymous", "former participant"];

test.each(OUTSIDE)("of no page, in no form, does somebody see anything who is: %s", async (role) => {
  const { viewer, owner, member, stranger, ...place } = await setScene(role);
  const scene = { ...place, owner, member, stranger };
  const secrets = [owner, member, stranger].map(({ username }) => username);
  const cookie = viewer ? await cookieOf(viewer) : "";
  // Whoever is nobody is sent to sign in before anything is looked up.
  const asked = viewer ? ASKED : ASKED.slice(0, VARIANTS.length);
  const closed = Object.values(ADDRESSES).filter(({ send, expected }) => !send && expected[role] !== "200");
  expect(closed.length).toBeGreaterThan(8);

  for (const { path } of closed) {
    const address = await path({ ...scene, viewerId: viewer?.id ?? "" });
    const texts = await Promise.all(
      asked.map(({ headers, ending }) => read(withEnding(address, ending), { ...headers, cookie })),
    );
    for (const text of texts) {
      for (const secret of ["Noodles", "noodles.txt", "Noodle club", ...secrets]) expect(text).not.toContain(secret);
    }
  }
});

test("whoever is in a conversation sees it in each form that a page of ours asks for", async () => {
  const { viewer, threadId } = await setScene("owner");
  const asks = (headers: Record<string, string>) => ask(viewer!, `/t/${threadId}`, headers);
  expect(await asks({})).toContain("Noodles?");
  expect(await asks({ RSC: "1" })).toContain("Noodles?");
});

const ask = async (viewer: Viewer, path: string, headers: Record<string, string>) =>
  read(path, { ...headers, cookie: await cookieOf(viewer) });

/** What is answered there, or under the address with a hash of its headers to which Next sends on who asks with `RSC`. */
async function read(path: string, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(site.url() + path, { headers, redirect: "manual" });
  const onward = answer.headers.get("location");
  if (onward && onward !== path && /[?&]_rsc\b/.test(onward)) return read(onward, headers);
  // What somebody asked for themselves may come back to them.
  return (await answer.text()).replaceAll(encodeURIComponent(path), "");
}

function withEnding(address: string, ending: string): string {
  const [path = "", query] = address.split("?");
  if (ending.startsWith("?")) return `${address}${query === undefined ? "?" : "&"}${ending.slice(1)}`;
  return `${path}${ending}${query === undefined ? "" : `?${query}`}`;
}
