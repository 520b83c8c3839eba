import type { Page } from "@playwright/test";
import { person } from "@/tests/stage/cast";
import { expect, openContext, signIn, story } from "./cast";

/** What a page would do for whoever got something into it. Each is to be forbidden, and to fail the story it happens in. */
const BREACHES: Record<string, (page: Page) => Promise<unknown>> = {
  // One that a script of ours puts there itself may run: that is what `strict-dynamic` is for.
  "a script without the page's nonce": (page) => page.evaluate(() => document.write("<script>window.ran = 1</script>")),
  "a script in an attribute": (page) =>
    page.evaluate(() => {
      const button = document.createElement("button");
      button.setAttribute("onclick", "window.ran = 1");
      document.body.append(button);
      button.click();
    }),
  "a script from a parser": (page) =>
    page.evaluate(() => {
      const frame = document.createElement("div");
      frame.innerHTML = "<img src=x onerror='window.ran = 1'>";
      document.body.append(frame);
    }),
  "code from text": (page) =>
    page.evaluate(() => {
      // Called by the page itself: what the test evaluates is allowed to.
      setTimeout("window.ran = 1");
    }),
  "an address that is a script": (page) =>
    page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "javascript:window.ran = 1";
      document.body.append(link);
      link.click();
    }),
  "a style in the page": (page) =>
    page.evaluate(() => {
      const style = document.createElement("style");
      style.textContent = "body { background: url(http://evil.test/) }";
      document.head.append(style);
    }),
  "a picture from elsewhere": (page) =>
    page.evaluate(() => {
      document.body.append(Object.assign(new Image(), { src: "http://evil.test/pixel.png" }));
    }),
  "a request elsewhere": (page) => page.evaluate(() => void fetch("http://evil.test/").catch(() => {})),
  "a socket elsewhere": (page) =>
    page.evaluate(() => {
      new WebSocket("ws://evil.test/");
    }),
  "a frame": (page) =>
    page.evaluate(() => {
      document.body.append(Object.assign(document.createElement("iframe"), { src: "/sign-in" }));
    }),
  "a plug-in": (page) =>
    page.evaluate(() => {
      document.body.append(Object.assign(document.createElement("object"), { data: "/icon.svg" }));
    }),
  "another base": (page) =>
    page.evaluate(() => {
      document.head.append(Object.assign(document.createElement("base"), { href: "http://evil.test/" }));
    }),
  "a form that goes elsewhere": (page) =>
    page.evaluate(() => {
      const form = Object.assign(document.createElement("form"), { action: "http://evil.test/", method: "post" });
      document.body.append(form);
      form.submit();
    }),
};

story(
  "whatever breaks the policy of a page is forbidden, and fails the story in which it happens",
  async ({ browser, origin }) => {
    const complaints: string[] = [];
    const context = await openContext(browser, { baseURL: origin }, complaints);
    const page = await context.newPage();
    await signIn(page, (await person("Ana")).username);
    expect(complaints).toEqual([]);

    for (const [what, breach] of Object.entries(BREACHES)) {
      await page.goto("/t");
      complaints.length = 0;
      await breach(page);
      await expect
        .poll(() => [what, complaints.some((told) => told.includes("Content Security Policy"))])
        .toEqual([what, true]);
      expect([what, await page.evaluate(() => "ran" in window)]).toEqual([what, false]);
    }
    await context.close();
  },
);
