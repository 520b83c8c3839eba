import { freePort } from "@/tests/stage/port";
import { openTlsProxy } from "@/tests/stage/tls-proxy";
import { ARRIVED, directThread, expect, leftBehind, log, story, whenConnected, write } from "./cast";
import { ownServer } from "./own-server";

story(
  "over TLS two people talk, by cookies and sockets for this host only, and sign out of everything",
  async ({ enter }) => {
    const port = await freePort();
    const proxy = await openTlsProxy("parley.test", port);
    const baseURL = `https://parley.test:${proxy.port}`;
    const server = await ownServer({ PUBLIC_URL: baseURL, DEMO_PUBLIC: "1" }, port);
    const options = { baseURL, ignoreHTTPSErrors: true };
    const [ana, ben] = [await enter("Ana", options), await enter("Ben", options)];
    const sockets: string[] = [];
    ana.page.on("websocket", (socket) => sockets.push(socket.url()));
    const path = `/t/${await directThread(ana.viewer, ben.viewer)}`;
    for (const { page } of [ana, ben]) {
      await page.goto(path);
      await whenConnected(page);
    }
    await write(ana.page, "Noodles?");
    await expect(log(ben.page)).toContainText("Noodles?");
    await expect(log(ana.page).getByRole("article", { name: /Noodles/ })).toContainText(ARRIVED);
    await write(ben.page, "At seven.");
    await expect(log(ana.page)).toContainText("At seven.");

    expect(new Set(sockets.map((url) => new URL(url).protocol))).toEqual(new Set(["wss:"]));
    const session = (await ana.context.cookies()).filter(({ name }) => name.includes("session"));
    expect(session).toEqual([
      expect.objectContaining({
        name: "__Host-parley.session",
        secure: true,
        httpOnly: true,
        sameSite: "Lax",
        path: "/",
      }),
    ]);
    expect(await ana.page.evaluate(() => document.cookie)).not.toContain("session");

    await ana.page.getByRole("button", { name: "Sign out" }).click();
    await expect(ana.page).toHaveURL(`${baseURL}/sign-in`);
    const kept = await leftBehind(ana.page);
    expect(kept).not.toMatch(/Noodles|seven/);
    // The cookie that is left names a session that has ended.
    await ana.page.goto("/t");
    await expect(ana.page).toHaveURL(/\/sign-in/);
    await server.stop();
    proxy.close();
  },
);
