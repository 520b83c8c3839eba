import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { SettingsSection } from "./settings-section";

/** For administrators: the way to what concerns everybody. */
export function AdministrationLink() {
  return (
    <SettingsSection title="Everybody">
      <Link href="/admin" prefetch={false} className="flex min-h-14 items-center gap-4 font-medium">
        <span className="flex-1">Administration</span>
        <ChevronRight aria-hidden size={20} strokeWidth={1.75} className="text-muted" />
      </Link>
    </SettingsSection>
  );
}
