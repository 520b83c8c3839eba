import type { IncomingMessage } from "node:http";
import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Unreachable, Unwanted } from "./failure";

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The first `most` bytes of an answer as it is when it is unpacked, and whether there was more. It is unpacked piece by
 * piece and no further than that: a small answer that stands for a large one costs no more than a large one.
 */
export async function readBeginning(answer: IncomingMessage, most: number): Promise<{ bytes: Buffer; isCut: boolean }> {
  const body = unpacked(answer);
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      length += piece.length;
      if (length > most) break;
    }
  } catch (error) {
    throw new Unreachable(error instanceof Error ? error.message : "the answer broke off");
  } finally {
    answer.destroy();
  }
  return { bytes: Buffer.concat(pieces).subarray(0, most), isCut: length > most };
}

function unpacked(answer: IncomingMessage): Readable {
  const encoding = (answer.headers["content-encoding"] ?? "").trim().toLowerCase();
  if (encoding === "" || encoding === "identity") return answer;
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding]?.() : undefined;
  if (!decoder) throw new Unwanted("unknown encoding");
  // What goes wrong in either is told by the one that is read.
  return pipeline(answer, decoder, () => {});
}
