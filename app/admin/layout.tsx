import type { ReactNode } from "react";
import { AdministrationPane } from "@/components/administration/administration-pane";
import { Live } from "@/components/connection/live";
import { newestThreads } from "@/lib/threads";
import { currentViewer } from "@/lib/viewer";
import { toViewerProfile } from "@/lib/viewer-profile";

/** Alive like the conversations. Whoever is no administrator is shown what the page says to them. */
export default async function AdministrationLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  if (viewer?.role !== "administrator") return children;

  return (
    <Live viewer={toViewerProfile(viewer)} list={await newestThreads(viewer)}>
      <AdministrationPane>{children}</AdministrationPane>
    </Live>
  );
}
