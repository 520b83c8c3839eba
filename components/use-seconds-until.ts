import { useEffect, useState } from "react";

/** Whole seconds until a moment, in milliseconds since 1970 by this device's clock, counted down; 0 without any. */
export function useSecondsUntil(moment: number | null): number {
  const [now, setNow] = useState(0);

  useEffect(() => {
    if (moment === null) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [moment]);

  return moment === null || now === 0 ? 0 : Math.max(0, Math.ceil((moment - now) / 1000));
}
