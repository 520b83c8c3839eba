import { useEffect, useState } from "react";

/** Typing is followed at this distance, so that a word costs one question and not one for each letter. */
const PAUSE_MS = 150;

/** The text, once nobody has typed for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
