import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { secondDevice } from "@/tests/stage/cast";
import type { Link } from "@/tests/stage/link";
import type { Recorder } from "../recorder";
import { createDrafts } from "./drafts";
import { openPage, type Page } from "./page";
import { createRequests } from "./requests";

export type Device = ReturnType<typeof createDevice>;

/** A browser's profile: one person is signed in, and all its pages share a cookie, an outbox and a way to the server. */
export function createDevice(
  name: string,
  person: Viewer,
  door: Link,
  { recorder, isNaive = false }: { recorder: Recorder; isNaive?: boolean },
) {
  const drafts = createDrafts();
  const requests = createRequests();
  const pages = new Set<Page>();
  let viewer = person;
  let signedOut = 0;
  let signingIn: Promise<void> | undefined;
  let isOff = false;
  let isRetired = false;

  /** Tries until it works: a server that is down shows an error page, and people try again. */
  async function open(): Promise<Page | undefined> {
    for (; !isOff && !isRetired; await sleep(500)) {
      const page = await tryToOpen().catch(signInIfNeeded);
      if (page) return page;
    }
    return undefined;
  }

  async function tryToOpen(): Promise<Page> {
    const place = { device: name, viewer, drafts, recorder, isNaive };
    const origin = `http://127.0.0.1:${door.port}`;
    const page = await openPage({ ...place, origin, fetch: requests.fetch, onLeave });
    pages.add(page);
    // What cannot be opened just now is opened later.
    await openThreads(page).catch(() => {});
    return page;

    function onLeave(why: "signed-out" | "reload"): void {
      pages.delete(page);
      if (why === "reload") void open();
      else void comeBack();
    }
  }

  /** When the last page has noticed that the session is over, as many are opened again. */
  async function comeBack(): Promise<void> {
    signedOut += 1;
    if (pages.size > 0) return;
    const count = signedOut;
    signedOut = 0;
    await Promise.all(Array.from({ length: count }, open));
  }

  /** The page shows the form instead, and the person fills it in. */
  async function signInIfNeeded(error: unknown): Promise<undefined> {
    if (!(error instanceof Refusal) || error.code !== "signed-out") return undefined;
    signingIn ??= secondDevice(viewer)
      .then(
        (next) => {
          viewer = next;
        },
        () => {},
      )
      .finally(() => {
        signingIn = undefined;
      });
    await signingIn;
    return undefined;
  }

  return {
    name,
    door,
    requests,
    drafts,
    viewer: () => viewer,
    pages: () => [...pages],
    open,
    /** The browser dies, or somebody reloads: with whatever was under way. */
    async reload(page: Page): Promise<void> {
      page.close();
      pages.delete(page);
      await open();
    },
    /** Signs out on a page; answers the session that has ended, or null when the server could not be reached. */
    async signOut(page: Page): Promise<string | null> {
      const { sessionId } = page.viewer;
      // When it works the page leaves by itself.
      const outcome = await page.tab.signOut();
      return outcome.ok ? sessionId : null;
    },
    /** The account is deleted: nobody signs in again here, and the pages that are open leave when they notice. */
    retire(): void {
      isRetired = true;
    },
    isRetired: () => isRetired,
    off(): void {
      isOff = true;
      for (const page of pages) page.close();
      requests.close();
      door.close();
    },
  };
}

/** Opens every conversation of the list that is not held, or no longer. */
export async function openThreads(page: Page): Promise<void> {
  for (const { id } of page.tab.deliveries.listed()) {
    const held = page.timelineOf(id);
    if (!held || held.isGone) await page.open(id).catch(unlessRemoved);
  }
}

/** The person was removed since the list was made. */
function unlessRemoved(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== "not-a-participant") throw error;
}
