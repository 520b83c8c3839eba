import type { ReactNode } from "react";

/** A page of the administration, under its name. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-5">
      <h2 className="font-bold text-title tracking-tight">{title}</h2>
      {children}
    </section>
  );
}
