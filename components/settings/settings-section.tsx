import { type ReactNode, useId } from "react";

export function SettingsSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 font-semibold text-caption text-muted">
        {title}
      </h2>
      <div className="divide-y divide-hairline rounded-l bg-canvas px-4 ring-1 ring-hairline ring-inset">
        {children}
      </div>
    </section>
  );
}
