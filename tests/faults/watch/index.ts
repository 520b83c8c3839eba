import { showInBrowser } from "./desktop";
import { openShow } from "./show";

/** Lets somebody watch until they have seen enough: until Ctrl-C. */
export async function watchShow(isNaive: boolean): Promise<void> {
  const enough = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
  console.log("Starting a PostgreSQL, the server, and two people…");
  const show = await openShow({ isNaive });
  console.log(`Watch them at ${show.url}${isNaive ? " (what is missed is not filled in)" : ""}. Ctrl-C ends it.`);
  showInBrowser(show.url);
  await enough;
  await show.close();
}
