// @ts-check
// Loaded into a node before Parley (`node --import`). After SIGUSR2 the node kills itself at its next announcement:
// what it tells of is committed, and nobody has been told.

let isDoomed = false;
process.on("SIGUSR2", () => {
  isDoomed = true;
});

/** @type {((announcement: unknown) => void) | undefined} */
let announcer;
// Where `db/process-wide.ts` keeps the announcer of `lib/realtime.ts`.
Object.defineProperty(globalThis, Symbol.for("parley.realtime"), {
  get: () => announcer && tell,
  set(value) {
    announcer = value;
  },
});

/** @param {unknown} announcement */
function tell(announcement) {
  if (isDoomed) process.kill(process.pid, "SIGKILL");
  announcer?.(announcement);
}
