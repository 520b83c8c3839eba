// @ts-check
// What `npm start` runs. An old Node has to get through this file to be told that it is old: imports come later, and
// the syntax is that of 2018.

const ROOT = new URL("..", import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major > 20 || (major === 20 && minor >= 19)) {
  start();
} else {
  console.error(`Parley needs Node 20.19 or newer, and this is Node ${process.versions.node}.`);
  process.exitCode = 1;
}

async function start() {
  const { fileURLToPath } = await import("node:url");
  const { isBuilt } = await import("./fingerprint.mjs");
  if (!isBuilt(fileURLToPath(ROOT))) await import("./build.mjs");

  Object.assign(process.env, { NODE_ENV: "production" });
  process.setSourceMapsEnabled(true);
  // In this process, so that signals reach it.
  await import(new URL("dist/server.mjs", ROOT).href);
}
