"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/page-header";

const PAGES = [
  { href: "/admin/people", name: "People" },
  { href: "/admin/invites", name: "Invites" },
  { href: "/admin/reports", name: "Reports" },
  { href: "/admin/settings", name: "Settings" },
  { href: "/admin/audit", name: "Audit log" },
];

/** What only administrators see, with the way from each page to the others. */
export function AdministrationPane({ children }: { children: ReactNode }) {
  const path = usePathname();
  return (
    <main className="min-h-dvh bg-surface pb-[max(2rem,env(safe-area-inset-bottom))]">
      <div className="mx-auto max-w-200">
        <PageHeader title="Administration" />
        <nav aria-label="Administration" className="border-hairline border-b px-3">
          <ul className="flex flex-wrap gap-0.5 pb-2 sm:gap-1">
            {PAGES.map(({ href, name }) => (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={false}
                  aria-current={path.startsWith(href) ? "page" : undefined}
                  className="flex h-9 items-center rounded-m px-2 font-medium sm:px-3 text-muted text-small hover:bg-hover hover:text-text aria-[current]:bg-selected aria-[current]:text-text pointer-coarse:h-11"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="px-5 pt-6">{children}</div>
      </div>
    </main>
  );
}
