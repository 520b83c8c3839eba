import type { Metadata } from "next";
import { AccountList } from "@/components/administration/account-list";
import { AccountSearch } from "@/components/administration/account-search";
import { Section } from "@/components/administration/section";
import { listAccounts } from "@/lib/accounts";
import { ListAccounts } from "@/lib/wire/accounts";
import { administratorOfPage } from "../administrator";

export const metadata: Metadata = { title: "People" };

type PeoplePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  const viewer = await administratorOfPage("/admin/people");
  const { q = "", after = "" } = await searchParams;
  const asked = ListAccounts.safeParse({ query: q, after }).data ?? { query: "", after: "" };

  return (
    <Section title="People">
      <AccountSearch query={asked.query} />
      <AccountList page={await listAccounts(viewer, asked)} query={asked.query} />
    </Section>
  );
}
