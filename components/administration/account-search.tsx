import { Search } from "lucide-react";
import { fieldBox } from "@/components/ui/text-field";

/** A plain form: the page it leads to has an address of its own. */
export function AccountSearch({ query }: { query: string }) {
  return (
    <search>
      <form action="/admin/people" className={`${fieldBox} flex h-11 items-center gap-2.5 px-3.5`}>
        <Search aria-hidden size={16} className="shrink-0 text-muted" />
        <input
          type="search"
          name="q"
          aria-label="Search people"
          placeholder="Name or username"
          defaultValue={query}
          autoComplete="off"
          className="min-w-0 flex-1 bg-transparent text-field outline-none"
        />
      </form>
    </search>
  );
}
