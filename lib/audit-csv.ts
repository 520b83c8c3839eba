import type { AuditRow } from "@/lib/wire/audit-log";

const HEAD = ["at", "actor", "action", "subject", "details", "address"];

/** The log as a table program reads it (RFC 4180), read on as fast as somebody takes it. */
export function csvOf(pieces: AsyncIterable<AuditRow[]>): ReadableStream<Uint8Array> {
  const lines = linesOf(pieces);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(stream) {
      const { done, value } = await lines.next();
      if (done) stream.close();
      else stream.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

async function* linesOf(pieces: AsyncIterable<AuditRow[]>): AsyncGenerator<string> {
  yield lineOf(HEAD);
  for await (const rows of pieces) {
    yield rows.map((row) => lineOf(cellsOf(row))).join("");
  }
}

function cellsOf({ at, actor, action, subject, subjectId, details, address }: AuditRow): string[] {
  const told = Object.keys(details).length > 0 ? JSON.stringify(details) : "";
  return [at, actor?.username ?? "", action, subject?.username ?? subjectId ?? "", told, address ?? ""];
}

function lineOf(cells: string[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

/** A table program would run a cell that begins like a formula: with the apostrophe it is text. */
function cellOf(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
