import { processWide } from "@/db/process-wide";

/** What the process found out at its start and every room needs to know. */
export type Settings = {
  /** The origin of links and cookies, e.g. `https://chat.example.org`; without one only loopback names are answered. */
  publicUrl: string | undefined;
  isDemo: boolean;
  /** Seals the session cookies. */
  secret: string;
};

const shared = processWide<Settings>("settings");

export const setSettings = shared.set;
export const settings = shared.get;
