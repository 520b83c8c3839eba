import { expect, test } from "vitest";
import { PASSWORD, person } from "@/tests/stage/cast";
import { openSite } from "@/tests/stage/site";
import { setStage } from "@/tests/stage/stage";

const site = openSite(setStage());

/** A browser's cookies for requests to NextAuth's own routes. */
function visitor() {
  const jar = new Map<string, string>();
  return async (path: string, form?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${site.url()}/api/auth/${path}`, {
      method: form ? "POST" : "GET",
      headers: { cookie, ...(form ? { origin: site.url() } : {}) },
      ...(form ? { body: new URLSearchParams({ json: "true", ...form }) } : {}),
      redirect: "manual",
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
      if (name === "parley.session") expect(line).toMatch(/HttpOnly; SameSite=Lax/i);
    }
    return { status: response.status, json: await response.json().catch(() => null), jar };
  };
}

test("NextAuth's routes sign in, tell who is there, and sign out, over the same sessions", async () => {
  const ana = await person("Ana");
  const ask = visitor();
  const { csrfToken } = (await ask("csrf")).json;
  expect((await ask("session")).json).toEqual({});

  const wrong = await ask("callback/credentials", { csrfToken, username: ana.username, password: "not it" });
  expect(wrong.status).toBe(401);
  expect(wrong.jar.has("parley.session")).toBe(false);

  await ask("callback/credentials", { csrfToken, username: ana.username, password: PASSWORD });
  const { json, jar } = await ask("session");
  expect(json.user).toEqual({ name: "Ana" });
  const kept = jar.get("parley.session") ?? "";
  expect(
    (await fetch(`${site.url()}/t`, { headers: { cookie: `parley.session=${kept}` }, redirect: "manual" })).status,
  ).toBe(200);

  await ask("signout", { csrfToken });
  expect((await ask("session")).json).toEqual({});
  // The cookie that somebody kept names a session that has ended.
  const again = await fetch(`${site.url()}/t`, { headers: { cookie: `parley.session=${kept}` }, redirect: "manual" });
  expect(again.status).toBe(307);
});
