/** The place within Parley that a foreign text names, or `/t`: a link to sign in may not send the person elsewhere. */
export function localPath(text: string | null | undefined): string {
  if (!text) return "/t";
  const base = "http://parley.invalid";
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  const path = url?.origin === base && text.startsWith("/") ? url.pathname + url.search : "/t";
  // Resolving dots can leave two slashes at the beginning, behind which browsers read another host.
  return path.startsWith("//") ? "/t" : path;
}
