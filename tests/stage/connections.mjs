// @ts-check
// Loaded into a built server before anything of it (`node --import`): writes down where it connects to, and which names it
// looks up, one a line, in the file STORY_CONNECTIONS.
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { Socket } from "node:net";

const file = process.env.STORY_CONNECTIONS ?? "";
/** @param {string} what */
const note = (what) => appendFileSync(file, `${what}\n`);

/**
 * Notes each call of a function by what it is given, and lets it go on.
 * @param {object} owner
 * @param {string} name
 * @param {(given: any[]) => string} whereTo
 */
function watch(owner, name, whereTo) {
  const original = Reflect.get(owner, name);
  Reflect.set(
    owner,
    name,
    /**
     * @this {unknown}
     * @param {any[]} given
     */
    function (...given) {
      note(whereTo(given));
      return Reflect.apply(original, this, given);
    },
  );
}

watch(Socket.prototype, "connect", (given) => {
  const options = Array.isArray(given[0]) ? given[0][0] : given[0];
  if (typeof options !== "object") return `tcp ${typeof given[1] === "string" ? given[1] : "localhost"}`;
  return options.path ? `unix ${options.path}` : `tcp ${options.host ?? "localhost"}`;
});
watch(dgram.Socket.prototype, "send", (given) => `udp ${given.find((one) => typeof one === "string")}`);
for (const name of ["lookup", "resolve", "resolve4", "resolve6", "resolveTxt", "resolveSrv"]) {
  for (const owner of [dns, dns.promises]) watch(owner, name, (given) => `dns ${given[0]}`);
}
for (const { prototype } of [dns.Resolver, dns.promises.Resolver]) {
  for (const name of ["resolve", "resolve4", "resolve6"]) watch(prototype, name, (given) => `dns ${given[0]}`);
}
