import { type Import, importsOf, type Sources } from "./imports";

/** What each room may import the values of. `lib/wire` is for everybody, and types may come from anywhere. */
const ARROWS: [room: string, into: string[]][] = [
  ["lib/wire/", []],
  ["app/actions/", ["lib/"]],
  ["app/", ["app/", "components/", "lib/"]],
  ["components/", ["components/", "app/actions/"]],
  ["lib/", ["lib/", "db/"]],
  ["db/", ["db/"]],
  ["server/", ["server/", "lib/", "db/"]],
  ["instrumentation.ts", ["lib/"]],
];

/** Who may import a package at all; one that is not named is for everybody. */
const PACKAGES: [name: RegExp, rooms: string[]][] = [
  [/^(drizzle-orm|postgres)(\/|$)/, ["db/"]],
  [/^next-auth(\/|$)/, ["lib/session-cookie.ts", "lib/next-auth.ts", "app/api/auth/"]],
  [/^(react|react-dom|@tanstack|radix-ui|lucide-react)(\/|$)/, ["app/", "components/", "lib/viewer.ts"]],
  [/^(cmdk|shiki|emojibase-data)(\/|$)/, ["components/"]],
  [/^linkify-it(\/|$)/, ["lib/wire/markdown/"]],
  [/^socket\.io(\/|$)/, ["server/"]],
  [/^socket\.io-client(\/|$)/, ["components/connection/"]],
  [/^sharp$/, ["lib/faces.ts", "lib/images.ts", "lib/preview-pictures.ts", "lib/thumbnails.ts"]],
  [/^file-type$/, ["lib/faces.ts", "lib/finishing.ts", "lib/preview-pictures.ts"]],
  [/^htmlparser2$/, ["lib/outside/"]],
  [/^aws4fetch$/, ["lib/bucket.ts"]],
  [/^rate-limiter-flexible$/, ["server/limiter.ts"]],
  [/^tar-stream$/, ["lib/backup/"]],
  [/^bcryptjs$/, ["lib/hashing.ts"]],
  [/^pino$/, ["lib/log.ts"]],
  [/^prom-client$/, ["lib/metrics.ts", "server/metrics.ts"]],
  [/^@opentelemetry\//, ["server/tracing.ts"]],
  [/^@zxcvbn-ts\/language-common$/, ["lib/passwords.ts"]],
];

const FORBIDDEN_TEXT: [in_: RegExp, text: RegExp, why: string][] = [
  [/^server\//, /\bio\.(to|in|emit|except)\(/, "an event goes to this node's own sockets only: io.local"],
  [/^(app|components|db|server)\//, /new Refusal\(/, "only rules refuse"],
  [/^app\/actions\//, /\.bind\(/, "an action that binds something needs the key of action ids to stay secret"],
  [/^(components|lib|db|server|app\/(?!actions\/))/, /^\s*["']use server["']/m, "actions are in app/actions only"],
  [/^app\/actions\//, /^(?![\s\S]*["']use server["'];\n)/, 'a file of actions begins with "use server"'],
  [/./, /^\s*(\/\/|\*).*\b(TODO|FIXME|XXX)\b/m, "what is to be done is done, or an issue"],
];

const FOLDERS = /(^|\/)(utils?|helpers?|common|services?|types|hooks|misc)\//;

/** Each breach in a sentence that names the file and what it does. */
export function breachesOf(sources: Sources): string[] {
  const imports = importsOf(sources);
  const values = imports.filter(({ isType }) => !isType);
  return [
    ...values.filter((arrow) => !isAllowed(arrow, sources)).map(({ from, to }) => `${from} may not import ${to}`),
    ...heavyIn(values),
    ...circlesOf(values).map((circle) => `a circle: ${circle.join(" → ")}`),
    ...[...sources].flatMap(([path, text]) =>
      FORBIDDEN_TEXT.filter(([where, what]) => where.test(path) && what.test(text)).map(
        ([, , why]) => `${path}: ${why}`,
      ),
    ),
    ...[...sources.keys()].filter((path) => FOLDERS.test(path)).map((path) => `${path}: folders are nouns`),
  ];
}

function isAllowed({ from, to }: Import, sources: Sources): boolean {
  if (!sources.has(to)) {
    const rooms = PACKAGES.find(([name]) => name.test(to))?.[1];
    return rooms === undefined || rooms.some((room) => from.startsWith(room));
  }
  const arrows = ARROWS.find(([room]) => from.startsWith(room))?.[1] ?? [];
  return to.startsWith("lib/wire/") || arrows.some((room) => to.startsWith(room));
}

/** The packages that no browser may load, found behind the imports of its components. Actions stay on the server. */
const SERVER_PACKAGES = ["zod", "@zxcvbn-ts/language-common"];

function heavyIn(values: Import[]): string[] {
  const reached = values
    .filter(({ from }) => from.startsWith("components/"))
    .map((arrow) => ({ ...arrow, via: arrow.from }));
  const seen = new Set<string>();
  for (const { to, via } of reached) {
    if (to.startsWith("app/actions/") || seen.has(to)) continue;
    seen.add(to);
    reached.push(...values.filter(({ from }) => from === to).map((arrow) => ({ ...arrow, via })));
  }
  return reached
    .filter(({ to, via }) => SERVER_PACKAGES.includes(to) && via.startsWith("components/"))
    .map(({ from, to, via }) => `${via} brings ${to} into the browser, through ${from}`);
}

function circlesOf(imports: Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();

  function walk(file: string, path: string[]): string[][] {
    if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file]];
    if (done.has(file)) return [];
    const found = (targets.get(file) ?? []).flatMap((target) => walk(target, [...path, file]));
    done.add(file);
    return found;
  }
  return [...targets.keys()].flatMap((file) => walk(file, []));
}
