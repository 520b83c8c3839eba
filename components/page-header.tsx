import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { iconControl } from "@/components/ui/icon-button";

/** The name of a page beside the conversations, and the way back to them. */
export function PageHeader({ title }: { title: string }) {
  return (
    <header className="flex min-h-14.25 items-center gap-2 px-3 py-2 md:pt-8">
      <Link
        href="/t"
        aria-label="Back to conversations"
        data-tooltip="Back to conversations"
        data-tooltip-at="below-start"
        className={iconControl}
      >
        <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
      </Link>
      <h1 className="font-bold text-brand tracking-tight">{title}</h1>
    </header>
  );
}
