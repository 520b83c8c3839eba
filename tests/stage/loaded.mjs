// @ts-check
// Loaded into a built server before anything of it (`node --import`): when the process ends, writes down which files of
// packages it has loaded with `require`, as `import` does with packages of that kind, one a line, in the file
// STORY_LOADED.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { cache } = createRequire(import.meta.url);
process.once("exit", () => writeFileSync(process.env.STORY_LOADED ?? "", Object.keys(cache).join("\n")));
