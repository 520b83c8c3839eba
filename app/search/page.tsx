import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { dayOf, ZONE_COOKIE, zoneNamed } from "@/components/clock";
import { searchAddress } from "@/components/search/address";
import { SearchPane } from "@/components/search/search-pane";
import { SearchPause } from "@/components/search/search-pause";
import { answer } from "@/lib/answer";
import { searchMessages } from "@/lib/search";
import { currentViewer } from "@/lib/viewer";
import { REFUSALS } from "@/lib/wire/outcome";
import { AskedSearch } from "@/lib/wire/search";

type SearchPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: SearchPageProps): Promise<Metadata> {
  const { q } = AskedSearch.parse(await searchParams);
  return { title: q ? `${q} · Search` : "Search" };
}

export default async function SearchOfViewer({ searchParams }: SearchPageProps) {
  const asked = AskedSearch.parse(await searchParams);
  const viewer = await currentViewer();
  if (!viewer) redirect(`/sign-in?${new URLSearchParams({ next: searchAddress(asked) })}`);

  const zone = zoneNamed((await cookies()).get(ZONE_COOKIE)?.value);
  const place = { zone, today: dayOf(Date.now(), zone) };
  const outcome = await answer(AskedSearch, asked, (search) => searchMessages(viewer, { ...search, ...place }));
  if (outcome.ok) return <SearchPane asked={asked} page={outcome.value} />;
  const kind = REFUSALS[outcome.code];
  if (kind === "wait") return <SearchPause asked={asked} until={Date.now() + (outcome.retryAfter ?? 1) * 1000} />;
  if (kind === "terminal") notFound();
  throw new Error(`There was no search: see the request ${outcome.requestId} in the log.`);
}
