import type { ReactNode } from "react";
import { Brand } from "./brand";

/** A page that stands alone: what is the matter, and what to do next. */
export function LonePage({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas p-6">
      <div className="w-full max-w-93">
        <Brand />
        <h1 className="mt-7 mb-1.5 font-bold text-title tracking-tight">{title}</h1>
        <p className="mb-6 text-muted">{text}</p>
        {children}
      </div>
    </main>
  );
}
