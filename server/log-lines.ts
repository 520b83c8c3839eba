import type { Writable } from "node:stream";

/** Of what nobody reads, so much is kept, in bytes. */
const BACKLOG_BYTES = 1024 * 1024;

/**
 * Writes lines to a stream of the process for whoever reads them. Whoever does not, or has gone, holds nothing up and fills
 * no memory: what is too much is left out, and how much that was is said once there is room again.
 */
export function createLines(stream: Writable): (line: string) => void {
  let left = 0;
  // Unheard, the error would end the process; logged, it would come again, and so on for ever.
  stream.on("error", () => {});

  return function write(line) {
    if (!stream.writable) return;
    if (stream.writableLength > BACKLOG_BYTES) {
      left += 1;
      return;
    }
    const gap =
      left > 0 ? `${JSON.stringify({ level: "warn", time: new Date(), count: left, msg: "lines left out" })}\n` : "";
    left = 0;
    stream.write(gap + line);
  };
}
