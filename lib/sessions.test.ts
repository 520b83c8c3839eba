import { createHash, createHmac } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { sessions, users } from "@/db/schema";
import { readSessionCookie, sealSession } from "@/lib/session-cookie";
import { endSession, findViewer, signIn } from "@/lib/sessions";
import { settings } from "@/lib/settings";
import { SignIn } from "@/lib/wire/sessions";
import { auditRows } from "@/tests/stage/accounts";
import { PASSWORD, person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
const device = { ip: "127.0.0.1", userAgent: "a browser" };

test("the right password begins a session of that person", async () => {
  const ana = await person("Ana");
  const claims = await signIn({ username: ana.username, password: PASSWORD }, device);

  expect(await findViewer(claims)).toEqual({
    ...{ id: ana.id, username: ana.username, name: "Ana", role: "member", theme: "system", pictureId: null },
    sessionId: claims.sessionId,
  });
});

test("a wrong password, an unknown name and a disabled person get the same refusal", async () => {
  const [ana, gone] = await Promise.all([person("Ana"), person("Gone")]);
  await database().update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone.id));

  const refusal = { code: "wrong-credentials", message: "wrong-credentials" };
  await expect(signIn({ username: ana.username, password: "not it" }, device)).rejects.toMatchObject(refusal);
  await expect(signIn({ username: "nobody", password: PASSWORD }, device)).rejects.toMatchObject(refusal);
  await expect(signIn({ username: gone.username, password: PASSWORD }, device)).rejects.toMatchObject(refusal);
});

test("the audit log tells who signed in, and of a failure only whose account it was", async () => {
  const ana = await person("Ana");
  await signIn({ username: ana.username, password: PASSWORD }, device);
  await expect(signIn({ username: ana.username, password: "not it" }, device)).rejects.toThrow();
  await expect(signIn({ username: "my password, mistyped", password: "x" }, device)).rejects.toThrow();

  expect((await auditRows("signed-in"))[0]).toMatchObject({ actorId: ana.id, ip: device.ip });
  const failed = (await auditRows("sign-in-failed")).slice(0, 2);
  expect(failed.map(({ actorId, subjectId }) => [actorId, subjectId])).toEqual([
    [null, null],
    [null, ana.id],
  ]);
  expect(JSON.stringify(failed)).not.toMatch(/not it|mistyped/);
});

test("signing in raises a hash of a lower cost to today's", async () => {
  const ana = await person("Ana");
  const claims = await signIn({ username: ana.username, password: PASSWORD }, device);

  const [row] = await database().select().from(users).where(eq(users.id, claims.sub));
  expect(row?.passwordHash).toMatch(/^\$2b\$12\$/);
  await expect(signIn({ username: ana.username, password: PASSWORD }, device)).resolves.toMatchObject({ sub: ana.id });
});

test("a session that ended, expired, or was made under an older version is nobody's", async () => {
  const ana = await person("Ana");
  const fresh = () => signIn({ username: ana.username, password: PASSWORD }, device);
  const [ended, expired, old] = [await fresh(), await fresh(), await fresh()];
  expect(await findViewer(ended)).toMatchObject({ id: ana.id });

  await endSession(ended.sessionId);
  await database().update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.id, expired.sessionId));
  expect(await findViewer(ended)).toBeUndefined();
  expect(await findViewer(expired)).toBeUndefined();
  expect(stage.announced).toContainEqual({ type: "session:ended", sessionId: ended.sessionId });

  await database().update(users).set({ authVersion: 2 }).where(eq(users.id, ana.id));
  expect(await findViewer(old)).toBeUndefined();
});

test("using a session lets it last seven more days, written at most every five minutes", async () => {
  const ana = await person("Ana");
  const claims = await signIn({ username: ana.username, password: PASSWORD }, device);
  const rowOf = async () => (await database().select().from(sessions).where(eq(sessions.id, claims.sessionId)))[0]!;
  const before = await rowOf();
  await findViewer(claims);
  expect(await rowOf()).toEqual(before);

  await database()
    .update(sessions)
    .set({ lastSeenAt: sql`now() - interval '6 minutes'`, expiresAt: sql`now() + interval '1 day'` })
    .where(eq(sessions.id, claims.sessionId));
  await findViewer(claims);
  const after = await rowOf();
  expect(after.expiresAt.getTime() - after.lastSeenAt.getTime()).toBe(7 * 24 * 60 * 60 * 1000);
});

test("a password of more than 72 bytes is refused rather than cut", () => {
  expect(SignIn.safeParse({ username: "ana", password: "ü".repeat(36) }).success).toBe(true);
  expect(SignIn.safeParse({ username: "ana", password: `${"ü".repeat(36)}x` }).success).toBe(false);
});

test("a cookie that was tampered with, or sealed with another secret, names no session", async () => {
  const ana = await person("Ana");
  const sealed = await sealSession({ sub: ana.id, sessionId: ana.sessionId, authVersion: 1 });
  expect(await readSessionCookie(() => sealed)).toMatchObject({ sub: ana.id });

  const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: ana.id, sessionId: ana.sessionId, authVersion: 1 }))}.`;
  for (const forged of [sealed.slice(0, -2), `${sealed}x`, unsigned, "", "x.y.z"]) {
    expect(await readSessionCookie(() => forged)).toBeUndefined();
  }
});

test("a cookie that is not sealed as ours are names no session, whatever it says of itself", async () => {
  const ana = await person("Ana");
  const claims = { sub: ana.id, sessionId: ana.sessionId, authVersion: 1 };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const key = createHash("sha256").update(settings().secret).digest();
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  const forged = [
    `${part({ alg: "none" })}.${part(claims)}.`,
    `${part({ alg: "none" })}.${part(claims)}`,
    `${part({ alg: "none", enc: "none" })}..${part(claims)}..`,
    `${part({ alg: "dir", enc: "A256GCM" })}..${part({ iv: 1 })}.${part(claims)}.${part({ tag: 1 })}`,
    `${signed}.${createHmac("sha256", settings().secret).update(signed).digest("base64url")}`,
    `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`,
    part(claims),
    JSON.stringify(claims),
  ];
  const sealed = await sealSession(claims);
  expect(await readSessionCookie(() => sealed)).toMatchObject(claims);
  for (const cookie of forged) expect(await readSessionCookie(() => cookie)).toBeUndefined();
});
