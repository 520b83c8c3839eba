import type { Random } from "@/tests/faults/random";
import type { RawRequest } from "@/tests/stage/raw-request";
import { corrupted } from "./values";

export type Part = { name: string; content: string; file?: string };

const BOUNDARY = "----parley";
const TYPE = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };

/** A form with files, as RFC 7578 has it. */
export function multipart(parts: Part[], headers: Record<string, string> = {}): Pick<RawRequest, "body" | "headers"> {
  return { body: encoded(parts), headers: { ...headers, ...TYPE } };
}

/** One that is cut, without a boundary, with another one, or with parts as no browser makes them. */
export function strangeMultipart(
  random: Random,
  headers: Record<string, string>,
): Pick<RawRequest, "body" | "headers"> {
  const right = encoded([
    { name: "0", content: '["$K1"]' },
    { name: "1_a", content: "noodles", file: "noodles.txt" },
  ]);
  const type = random.pick([
    TYPE["content-type"],
    TYPE["content-type"],
    TYPE["content-type"],
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=other",
    `multipart/form-data; boundary=${"b".repeat(300)}`,
    "multipart/mixed; boundary=----parley",
    "multipart/",
  ]);
  const body = random.pick([
    right,
    "",
    "--",
    `--${BOUNDARY}`,
    `--${BOUNDARY}--\r\n`,
    `--${BOUNDARY}\r\n\r\nwithout a head\r\n--${BOUNDARY}--\r\n`,
    `--${BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="0"; filename*=utf-8''%E0%A4%A\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="0"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--${BOUNDARY}--\r\n`,
    `--${BOUNDARY}\r\nX: ${"x".repeat(100_000)}\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
    encoded(Array.from({ length: 2_000 }, (_, place) => ({ name: String(place), content: "x" }))),
    corrupted(random, right),
    corrupted(random, right),
    right.slice(0, Math.floor(random.between(0, right.length))),
  ]);
  return { body, headers: { ...headers, "content-type": type } };
}

function encoded(parts: Part[]): string {
  const written = parts.map(({ name, content, file }) => {
    const disposition = `form-data; name="${name}"${file ? `; filename="${file}"` : ""}`;
    return `--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\n\r\n${content}\r\n`;
  });
  return `${written.join("")}--${BOUNDARY}--\r\n`;
}
