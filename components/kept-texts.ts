/** Texts that the browser keeps, one for each person and thread. */
export type KeptTexts = {
  /** Empty where there is none. */
  read: (personId: string, threadId: string) => string;
  /** Nothing is kept of an empty text, nor of any when the storage is full or forbidden. */
  write: (personId: string, threadId: string, text: string) => void;
  wipe: (personId: string) => void;
  hasAny: (personId: string) => boolean;
};

/** In `localStorage` for all tabs, in `sessionStorage` for this one; either outlives a reload. */
export function keptTexts(name: string, area: "localStorage" | "sessionStorage"): KeptTexts {
  const keyOf = (personId: string, threadId: string) => `parley.${name}.${personId}.${threadId}`;
  const keysOf = (personId: string) =>
    Object.keys(storageOf(area) ?? {}).filter((key) => key.startsWith(keyOf(personId, "")));

  return {
    read: (personId, threadId) => storageOf(area)?.getItem(keyOf(personId, threadId)) ?? "",
    write(personId, threadId, text) {
      try {
        if (text) storageOf(area)?.setItem(keyOf(personId, threadId), text);
        else storageOf(area)?.removeItem(keyOf(personId, threadId));
      } catch {
        // It is full.
      }
    },
    wipe(personId) {
      for (const key of keysOf(personId)) storageOf(area)?.removeItem(key);
    },
    hasAny: (personId) => keysOf(personId).length > 0,
  };
}

/** A browser may forbid it altogether. */
function storageOf(area: "localStorage" | "sessionStorage"): Storage | undefined {
  try {
    return window[area];
  } catch {
    return undefined;
  }
}
