/**
 * A value that the whole process shares.
 *
 * Next's bundle and the server's are two module graphs in one process, so a module-level variable exists twice: what one
 * of them sets, the other never sees. Anything both must see is kept here, on `globalThis`.
 */
export function processWide<Value>(name: string) {
  const key = Symbol.for(`parley.${name}`);
  const holder = globalThis as typeof globalThis & { [key]?: Value };

  return {
    set(value: Value): void {
      holder[key] = value;
    },
    /** The value, or undefined before it was set. */
    peek(): Value | undefined {
      return holder[key];
    },
    get(): Value {
      const value = holder[key];
      if (value === undefined) throw new Error(`Parley's ${name} is not there: start Parley with \`npm start\`.`);
      return value;
    },
  };
}
