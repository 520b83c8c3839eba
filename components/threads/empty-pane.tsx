import type { ReactNode } from "react";

/** What stands where a conversation would: what is the matter, and what to do next. */
export function EmptyPane({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="m-auto max-w-80 p-6 text-center">
      <h1 className="font-semibold text-brand tracking-tight">{title}</h1>
      <p className="mt-1 mb-4 text-muted">{text}</p>
      {children}
    </div>
  );
}
