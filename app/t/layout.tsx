import type { ReactNode } from "react";
import { Live } from "@/components/connection/live";
import { Shell } from "@/components/threads/shell";
import { newestThreads } from "@/lib/threads";
import { currentViewer } from "@/lib/viewer";
import { toViewerProfile } from "@/lib/viewer-profile";

/** The list beside what is open. A visitor is sent to sign in by the page, which knows where they wanted to go. */
export default async function ConversationsLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  if (!viewer) return children;

  return (
    <Live viewer={toViewerProfile(viewer)} list={await newestThreads(viewer)}>
      <Shell>{children}</Shell>
    </Live>
  );
}
