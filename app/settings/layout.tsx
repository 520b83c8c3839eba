import type { ReactNode } from "react";
import { Live } from "@/components/connection/live";
import { newestThreads } from "@/lib/threads";
import { currentViewer } from "@/lib/viewer";
import { toViewerProfile } from "@/lib/viewer-profile";

/** Alive like the conversations: what waits to be sent goes on being sent, and the person is still there. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  if (!viewer) return children;

  return (
    <Live viewer={toViewerProfile(viewer)} list={await newestThreads(viewer)}>
      {children}
    </Live>
  );
}
