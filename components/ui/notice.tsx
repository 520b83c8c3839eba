import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** What did not work, in words; spoken as soon as it appears. */
export function Notice({ children, className = "" }: { children: ReactNode; className?: string }) {
  return (
    <p role="alert" className={`flex gap-2.5 rounded-m bg-danger-tint px-3 py-2.5 text-danger text-small ${className}`}>
      <CircleAlert aria-hidden size={16} className="mt-px shrink-0" />
      <span className="min-w-0 font-medium">{children}</span>
    </p>
  );
}
