import Link from "next/link";
import { SettingsSection } from "@/components/settings/settings-section";
import type { AccountPage } from "@/lib/wire/accounts";
import { AccountItem } from "./account-item";

type AccountListProps = { page: AccountPage; query: string };

export function AccountList({ page: { accounts, nextAfter }, query }: AccountListProps) {
  return (
    <>
      <SettingsSection title={query ? `People called “${query}”` : "Everybody"}>
        {accounts.length === 0 && <p className="py-4 text-muted text-small">Nobody here is called that.</p>}
        {accounts.length > 0 && (
          <ul className="divide-y divide-hairline">
            {accounts.map((account) => (
              <AccountItem key={account.id} account={account} />
            ))}
          </ul>
        )}
      </SettingsSection>
      {nextAfter && (
        <Link
          href={`/admin/people?${new URLSearchParams({ q: query, after: nextAfter })}`}
          className="justify-self-center rounded-m px-3 py-2 font-semibold text-accent text-small hover:bg-hover"
        >
          More people
        </Link>
      )}
    </>
  );
}
