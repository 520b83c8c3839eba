import { notFound, redirect } from "next/navigation";
import type { Viewer } from "@/lib/sessions";
import { currentViewer } from "@/lib/viewer";

/** Each page asks by itself: a tab that has one of them open fetches the next without their common layout. */
export async function administratorOfPage(path: string): Promise<Viewer> {
  const viewer = await currentViewer();
  if (!viewer) redirect(`/sign-in?${new URLSearchParams({ next: path })}`);
  // To everybody else there is no such page.
  if (viewer.role !== "administrator") notFound();
  return viewer;
}
