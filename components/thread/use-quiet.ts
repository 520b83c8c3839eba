import { useEffect, useState } from "react";

/** How long a screen reader may take to notice what was put into the log. */
const NOTICE_MS = 1000;

/** While history is loaded and shortly after: the log must speak new messages and never old ones. */
export function useQuiet(isLoadingOlder: boolean): boolean {
  const [isQuiet, setQuiet] = useState(false);

  useEffect(() => {
    if (isLoadingOlder) setQuiet(true);
    const timer = setTimeout(() => setQuiet(isLoadingOlder), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [isLoadingOlder]);

  return isQuiet || isLoadingOlder;
}
