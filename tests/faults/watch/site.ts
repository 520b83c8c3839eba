import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { isOwnHost, isOwnOrigin } from "@/server/origin";
import { CONTROLS, type ControlName } from "./state";

type Answers = { onLook: (response: ServerResponse) => void; onPress: (name: ControlName) => void };

const HEADERS = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** The page that is watched, on a port of this machine that nobody else can reach. */
export async function openSite({ onLook, onPress }: Answers) {
  const files = await gatherFiles();
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The page has no port.");

  /** A page of another site may neither look nor press a button, by whatever name it reaches this machine. */
  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { host, origin } = request.headers;
    if (!isOwnHost(host)) refuse(response, 421);
    else if (request.method === "GET") show(request.url ?? "", response);
    else if (isOwnOrigin(origin, host)) press(request.url ?? "", response);
    else refuse(response, 403);
  }

  function show(path: string, response: ServerResponse): void {
    const file = files.get(path);
    if (path === "/stream") onLook(response);
    else if (file) response.writeHead(200, { ...HEADERS, "Content-Type": file.type }).end(file.content);
    else refuse(response, 404);
  }

  function press(path: string, response: ServerResponse): void {
    const name = CONTROLS.find((control) => path === `/controls/${control}`);
    if (name) onPress(name);
    response.writeHead(name ? 204 : 404, HEADERS).end();
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, HEADERS).end();
}

async function gatherFiles() {
  const html = readFileSync(pathOf("./screen.html"));
  const css = readFileSync(pathOf("./screen.css"));
  const font = readFileSync(
    pathOf("../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
  );
  return new Map([
    ["/", { type: "text/html; charset=utf-8", content: html }],
    ["/tokens.css", { type: "text/css; charset=utf-8", content: readTokens() }],
    ["/screen.css", { type: "text/css; charset=utf-8", content: css }],
    ["/screen.js", { type: "text/javascript; charset=utf-8", content: await bundleScript() }],
    ["/inter.woff2", { type: "font/woff2", content: font }],
  ]);
}

/** The colours and measures of the app itself, out of its theme. */
function readTokens(): string {
  const [, theme = ""] = /@theme \{([\s\S]*?)\n\}/.exec(readFileSync(pathOf("../../../app/globals.css"), "utf8")) ?? [];
  return `:root {\n${theme.match(/--[\w-]+:[^;{}]+;/g)?.join("\n")}\n}\n`;
}

async function bundleScript(): Promise<string> {
  const options = { bundle: true, write: false, format: "esm", target: "es2022" } as const;
  const { outputFiles } = await build({ entryPoints: [pathOf("./screen.ts")], ...options });
  return outputFiles[0]?.text ?? "";
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
