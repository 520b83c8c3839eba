import type { ReactNode } from "react";
import { PageHeader } from "@/components/page-header";

/** All that one can set, one section below the other. */
export function SettingsPane({ children }: { children: ReactNode }) {
  return (
    <main className="min-h-dvh bg-surface pb-[max(2rem,env(safe-area-inset-bottom))]">
      <div className="mx-auto max-w-150">
        <PageHeader title="Settings" />
        <div className="grid gap-8 px-5 pt-4">{children}</div>
      </div>
    </main>
  );
}
