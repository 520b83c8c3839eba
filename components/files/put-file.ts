import type { PutFile, ReceivedFile } from "@/lib/wire/files";
import type { Outcome } from "@/lib/wire/outcome";

type Ways = { signal: AbortSignal; onProgress: (received: number) => void };

/** A connection over which nothing has passed for so long is given up. */
const STALL_MS = 30_000;

/** Not `fetch`, which does not tell how much has gone. `onProgress` hears how many bytes of the file have, in all. */
export function putFile(
  { size, offset, ...put }: PutFile,
  content: Blob,
  { signal, onProgress }: Ways,
): Promise<Outcome<ReceivedFile>> {
  return new Promise((resolve, reject) => {
    // Who gave up between two requests is not told of it any more.
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const giveUp = () => request.abort();
    let stall = setTimeout(giveUp, STALL_MS);

    function end(): void {
      clearTimeout(stall);
      signal.removeEventListener("abort", giveUp);
    }
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(stall);
      stall = setTimeout(giveUp, STALL_MS);
      if (content.size > 0) onProgress(offset + loaded);
    };
    request.onload = () => {
      const outcome = outcomeOf(request);
      if (outcome) resolve(outcome);
      else reject(new Error(`The server answered ${request.status}.`));
    };
    request.onerror = () => reject(new Error("There was no answer."));
    request.onabort = () => reject(new Error("It was given up."));
    request.onloadend = end;
    signal.addEventListener("abort", giveUp);
    const asked = new URLSearchParams({ ...put, size: String(size), offset: String(offset) });
    request.open("PUT", `/api/files?${asked}`);
    request.send(content);
  });
}

/** Null when it is not an answer of ours, or was cut. */
function outcomeOf(request: XMLHttpRequest): Outcome<ReceivedFile> | null {
  const isOurs = request.getResponseHeader("content-type")?.startsWith("application/json");
  if (!isOurs) return request.status === 413 ? { ok: false, code: "file-too-large" } : null;
  try {
    return JSON.parse(request.responseText);
  } catch {
    return null;
  }
}
