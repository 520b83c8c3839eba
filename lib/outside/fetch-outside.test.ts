import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:tls";
import { expect, test } from "vitest";
import { setSettings } from "@/lib/settings";
import { HOSTILE_ANSWERS, HOSTILE_LINKS } from "@/tests/stage/hostile-links";
import { aPage, aRedirect, PUBLIC_ADDRESS, setOutside } from "@/tests/stage/outside";
import { Unreachable, Unwanted } from "./failure";
import { fetchOutside } from "./fetch-outside";

setSettings({ publicUrl: "https://chat.parley.example.org", isDemo: false, secret: "a secret of the tests" });
const outside = setOutside();
const PAGE = { type: /^text\/html/, bytes: 1024, mayBeCut: true };
const NEWS = "http://news.example.org/";

const fetched = (address: string) => fetchOutside(address, PAGE, outside.reach, new AbortController().signal);

test("a page on the internet is fetched, at the address that was looked at, as nobody in particular", async () => {
  outside.pages.set("news.example.org/a?b", aPage("<title>Noodles</title>"));
  const { bytes, url } = await fetched(`${NEWS}a?b#c`);
  expect([bytes.toString().includes("Noodles"), url]).toEqual([true, `${NEWS}a?b#c`]);
  expect(outside.dialled).toEqual([`${PUBLIC_ADDRESS}:80`]);
  expect(outside.requests[0]?.headers).toEqual({
    host: "news.example.org",
    "user-agent": "Parley (link preview; self-hosted messenger)",
    accept: "text/html, image/*;q=0.9",
    "accept-encoding": "gzip, deflate, br",
    connection: "close",
  });
});

test.each([
  ["http://93.184.216.99/", "93.184.216.99:80"],
  ["http://[2606:2800:220:1::1]/", "2606:2800:220:1::1:80"],
  ["http://news.example.org./", `${PUBLIC_ADDRESS}:80`],
  ["HTTP://NEWS.Example.ORG:80/", `${PUBLIC_ADDRESS}:80`],
  ["http://b\u00fccher.example.org/", `${PUBLIC_ADDRESS}:80`],
])("what is on the internet is asked for: %j", async (address, dialled) => {
  outside.pages.set(`${new URL(address).host}/`, aPage("<title>Noodles</title>"));
  await fetched(address);
  expect(outside.dialled).toEqual([dialled]);
});

test.each(HOSTILE_LINKS)("nothing goes out for %j", async (address) => {
  await expect(fetched(address)).rejects.toBeInstanceOf(Unwanted);
  expect([outside.dialled, outside.connections]).toEqual([[], 0]);
});

test.each(HOSTILE_ANSWERS)("nothing goes out to a name that stands for %j, %j", async (...addresses) => {
  outside.addresses.set("news.example.org", [addresses.filter((address) => address !== undefined)]);
  await expect(fetched(NEWS)).rejects.toBeInstanceOf(addresses[0] === "" ? Error : Unwanted);
  expect([outside.dialled, outside.connections]).toEqual([[], 0]);
});

test("a name that stands for something else the next time is asked once, and connected to as it was then", async () => {
  outside.pages.set("news.example.org/", aPage("<title>Noodles</title>"));
  outside.addresses.set("news.example.org", [[PUBLIC_ADDRESS], ["127.0.0.1"]]);
  await fetched(NEWS);
  expect(outside.dialled).toEqual([`${PUBLIC_ADDRESS}:80`]);
  await expect(fetched(NEWS)).rejects.toBeInstanceOf(Unwanted);
  expect(outside.connections).toBe(1);
});

test.each([...HOSTILE_LINKS, "https://inside.example.org/"])("no redirect leads to %j", async (address) => {
  // What a server may write into a header at all; anything else stays where it is.
  const location = encodeURI(decodeURI(address.replace(/%(?!3|6)/g, "%25"))).replace(/%5B|%5D/g, decodeURIComponent);
  outside.addresses.set("inside.example.org", [["10.0.0.1"]]);
  outside.pages.set("news.example.org/", aRedirect(location, 307));
  await expect(fetched(NEWS)).rejects.toBeInstanceOf(Unwanted);
  expect(outside.dialled.filter((dialled) => dialled !== `${PUBLIC_ADDRESS}:80`)).toEqual([]);
  expect(outside.requests.filter(({ headers }) => headers.host !== "news.example.org")).toEqual([]);
});

test("three redirects are followed and a fourth is not, nor one to nowhere, and each takes nothing along", async () => {
  for (const hop of [0, 1, 2, 3]) outside.pages.set(`news.example.org/${hop}`, aRedirect(`/${hop + 1}`, 301));
  outside.pages.set("news.example.org/4", aPage("<title>Noodles</title>", { "Set-Cookie": "a=b" }));
  expect((await fetched(`${NEWS}1`)).url).toBe(`${NEWS}4`);
  expect(outside.requests.some(({ headers }) => headers.cookie || headers.referer)).toBe(false);
  await expect(fetched(`${NEWS}0`)).rejects.toBeInstanceOf(Unwanted);
  outside.pages.set("news.example.org/", (_request, response) => response.writeHead(302).end());
  outside.pages.set("news.example.org/x", aRedirect("http://["));
  for (const path of ["", "x"]) await expect(fetched(NEWS + path)).rejects.toBeInstanceOf(Unwanted);
});

test("over https it is the name that is asked for, at the address that was looked at", async () => {
  const names: string[] = [];
  const SNICallback = (name: string, answer: (error: Error) => void) => {
    names.push(name);
    answer(new Error("There is no certificate."));
  };
  const server = createServer({ SNICallback }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const dial = (host: string, wanted: number) => {
    outside.dialled.push(`${host}:${wanted}`);
    return { host: "127.0.0.1", port };
  };
  const asked = fetchOutside(
    "https://news.example.org/",
    PAGE,
    { ...outside.reach, dial },
    new AbortController().signal,
  );
  await expect(asked).rejects.toBeInstanceOf(Unreachable);
  expect([names, outside.dialled]).toEqual([["news.example.org"], [`${PUBLIC_ADDRESS}:443`]]);
  server.close();
});

test("the environment names no proxy", async () => {
  outside.pages.set("news.example.org/", aPage("<title>Noodles</title>"));
  const names = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "NODE_USE_ENV_PROXY"];
  for (const name of names) process.env[name] = name.startsWith("NODE") ? "1" : "http://127.0.0.1:9";
  await fetched(NEWS);
  for (const name of names) delete process.env[name];
  expect(outside.dialled).toEqual([`${PUBLIC_ADDRESS}:80`]);
});

test("a host is asked for one thing at a time, and others beside it", async () => {
  const open: (() => void)[] = [];
  let most = 0;
  let now = 0;
  outside.addresses.clear();
  for (const host of ["news.example.org", "other.example.org"]) {
    outside.pages.set(`${host}/`, (_request, response) => {
      now += 1;
      most = Math.max(most, now);
      open.push(() => {
        now -= 1;
        response.writeHead(200, { "Content-Type": "text/html" }).end("<title>x</title>");
      });
      if (open.length === 2) for (const answer of open.splice(0)) answer();
      else if (outside.requests.length === 3) open.splice(0)[0]?.();
    });
  }
  await Promise.all([fetched(NEWS), fetched(NEWS), fetched("http://other.example.org/")]);
  expect([most, outside.requests.length]).toEqual([2, 3]);
});

test("what fails for now is told from what is not to be had", async () => {
  for (const [path, status] of [
    ["500", 500],
    ["429", 429],
    ["404", 404],
    ["403", 403],
  ] as const) {
    outside.pages.set(`news.example.org/${path}`, (_request, response) => response.writeHead(status).end());
    await expect(fetched(NEWS + path)).rejects.toBeInstanceOf(status > 404 ? Unreachable : Unwanted);
  }
  outside.addresses.set("nobody.example.org", [[]]);
  await expect(fetched("http://nobody.example.org/")).rejects.toBeInstanceOf(Unreachable);
  await expect(fetched("https://news.example.org/")).rejects.toBeInstanceOf(Unreachable);
});
