// @ts-check
// Loaded into a built server before anything of it (`node --import`): every name stands for one public address, and what
// connects there finds the page of a story on this machine instead. Parley itself knows nothing of it, and looks at names
// and addresses as it always does.
import { Resolver } from "node:dns/promises";
import { Socket } from "node:net";

const ADDRESS = "93.184.216.34";
const port = Number(process.env.STORY_PAGES_PORT);

Resolver.prototype.resolve4 = /** @type {any} */ (async () => [ADDRESS]);
Resolver.prototype.resolve6 = /** @type {any} */ (async () => []);

const { connect } = Socket.prototype;
Socket.prototype.connect = /** @type {any} */ (
  /**
   * @this {Socket}
   * @param {any[]} given
   */
  function (...given) {
    const options = Array.isArray(given[0]) ? given[0][0] : given[0];
    if (options?.host === ADDRESS) Object.assign(options, { host: "127.0.0.1", port });
    return Reflect.apply(connect, this, given);
  }
);
