// @ts-check
// Makes the production build: Next's pages in `.next`, the server around them in `dist`. Importing this file runs it.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { fingerprint, stampBuild, unstampBuild } from "./fingerprint.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * With it Next seals what an action closes over or binds, and names the actions. No action of Parley closes over or
 * binds anything (a test forbids it), so there is nothing to open with it. It must stay what it is: under another one
 * every action gets another name, and a tab that was open while a new build was put up could not send any more.
 */
const ACTIONS_KEY = Buffer.from("Parley's actions bind no values.").toString("base64");

console.log("Building Parley (once, about half a minute)…");
unstampBuild(ROOT);
const sources = fingerprint(ROOT);
buildPages();
await bundleServer();
stampBuild(ROOT, sources);

function buildPages() {
  const next = fileURLToPath(new URL("../node_modules/next/dist/bin/next", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, "build"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: ACTIONS_KEY,
    },
  });
  if (status === 0) return;

  console.error(`${stdout}${stderr}\nParley could not be built.`);
  process.exit(1);
}

async function bundleServer() {
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { server: "server/index.ts", cli: "server/cli.ts", hasher: "server/hasher.mjs" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
  });
  // `npm start` goes on in this process, and esbuild's own would stay with it.
  await esbuild.stop();
}
