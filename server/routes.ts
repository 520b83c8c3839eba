/** The pattern of every address that Parley answers, held against the folder of the pages by a test. */
export const ROUTES = [
  "/",
  "/admin",
  "/admin/audit",
  "/admin/audit/csv",
  "/admin/invites",
  "/admin/people",
  "/admin/reports",
  "/admin/settings",
  "/api/auth/[...nextauth]",
  "/api/files",
  "/api/files/[id]",
  "/api/pictures",
  "/api/pictures/[id]",
  "/api/previews/[id]",
  "/join/[token]",
  "/register",
  "/reset/[token]",
  "/search",
  "/set-up/[token]",
  "/settings",
  "/sign-in",
  "/t",
  "/t/[threadId]",
  "/t/[threadId]/m/[seq]",
  "/unavailable",
] as const;

/** What answers without Next. */
const OWN = ["/healthz", "/readyz", "/metrics"] as const;

export type Route = (typeof ROUTES | typeof OWN)[number] | "static" | "other";

const PATTERNS = ROUTES.map((route) => ({ route, pattern: patternOf(route) }));

function patternOf(route: string): RegExp {
  const source = route.replace(/\/\[\.\.\.\w+\]/g, "(/[^/]+)+").replace(/\[\w+\]/g, "[^/]+");
  return new RegExp(`^${source}/?$`);
}

/**
 * The pattern of an address, which the log and the metrics may hold: the addresses themselves have tokens in them, what
 * somebody looks for, and anything else that a client makes up.
 */
export function routeOf(url = ""): Route {
  const [path = ""] = url.split("?");
  const own = OWN.find((name) => name === path);
  if (own) return own;
  if (path.startsWith("/_next/")) return "static";
  const known = PATTERNS.find(({ pattern }) => pattern.test(path));
  if (known) return known.route;
  return /^\/[\w-]+\.(svg|ico|png|webmanifest|js|txt)$/.test(path) ? "static" : "other";
}

/** Of these there are many, and none tells anything when all is well. */
export const isDull = (route: Route) => route === "static" || OWN.some((name) => name === route);
