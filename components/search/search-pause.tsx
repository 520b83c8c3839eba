"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { PageHeader } from "@/components/page-header";
import { useSecondsUntil } from "@/components/use-seconds-until";
import type { AskedSearch } from "@/lib/wire/search";
import { SearchForm } from "./search-form";

/** In place of what would be found, while the viewer has searched too often: it is looked for when the time has come. */
export function SearchPause({ asked, until }: { asked: AskedSearch; until: number }) {
  const router = useRouter();
  const seconds = useSecondsUntil(until);

  useEffect(() => {
    const timer = setTimeout(() => router.refresh(), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [router, until]);

  return (
    <main className="min-h-dvh bg-surface pb-[max(2rem,env(safe-area-inset-bottom))]">
      <div className="mx-auto max-w-190">
        <PageHeader title="Search" />
        <div className="grid gap-3 px-3 pt-1 sm:px-5">
          <SearchForm asked={asked} />
          <p role="status" className="px-3 py-8 text-center text-muted">
            You search faster than this server does.
            {/* Each second is for the eye: heard once, at its first word, it is enough. */}
            <span aria-live="off" className="noscript:hidden">
              {" "}
              It goes on in {seconds} s.
            </span>
          </p>
        </div>
      </div>
    </main>
  );
}
