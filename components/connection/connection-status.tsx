"use client";

import { useSecondsUntil } from "@/components/use-seconds-until";
import type { Connection } from "./connection";
import { useConnection } from "./use-connection";

/** Where the connection stands, in words, and the button that helps when it does not. */
export function ConnectionStatus({ className = "" }: { className?: string }) {
  const connection = useConnection();
  const seconds = useSecondsUntil(connection.state === "offline" ? connection.retryAt : null);
  const remedy = REMEDIES[connection.state];

  return (
    <div className={`flex flex-wrap gap-x-2 text-caption noscript:hidden ${className}`}>
      <p role="status" aria-label="Connection">
        {LEADS[connection.state]}
        {/* Each second is for the eye: heard once, at its first word, it is enough. */}
        {connection.state === "offline" && <span aria-live="off"> Trying again in {seconds} s</span>}
      </p>
      {remedy && (
        <button
          type="button"
          onClick={connection.retryNow}
          className="relative font-semibold text-accent underline underline-offset-2 after:absolute after:-inset-x-2 after:-inset-y-3"
        >
          {remedy}
        </button>
      )}
    </div>
  );
}

const LEADS = {
  connected: "Connected",
  connecting: "Connecting…",
  offline: "Offline.",
  "gave-up": "Disconnected",
} satisfies Record<Connection["state"], string>;

const REMEDIES: Partial<Record<Connection["state"], string>> = { offline: "Try now", "gave-up": "Reconnect" };
