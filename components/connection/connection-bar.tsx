"use client";

import { ConnectionStatus } from "./connection-status";
import { useConnection } from "./use-connection";

/** On a phone, where the list and its footer are out of sight: over the log, so that nothing jumps, and only in need. */
export function ConnectionBar() {
  const { state } = useConnection();
  const isNeeded = state === "offline" || state === "gave-up";
  return (
    <div className="relative md:hidden">
      <div
        className={
          isNeeded
            ? "absolute inset-x-3 top-2 z-20 animate-arrive rounded-m bg-raised px-3 py-2 shadow-float ring-1 ring-hairline"
            : "sr-only"
        }
      >
        <ConnectionStatus />
      </div>
    </div>
  );
}
