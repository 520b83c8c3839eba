"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ViewerProfile } from "@/lib/wire/viewer";

const ViewerContext = createContext<ViewerProfile | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: ViewerProfile; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** Who this tab belongs to. */
export function useViewer(): ViewerProfile {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("There is no viewer outside a signed-in page.");
  return viewer;
}
