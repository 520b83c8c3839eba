import Link from "next/link";
import { PageHeader } from "@/components/page-header";
import { OPERATORS } from "@/lib/wire/operators";
import type { AskedSearch, SearchPage } from "@/lib/wire/search";
import { searchAddress } from "./address";
import { Notes } from "./notes";
import { ResultItem } from "./result-item";
import { SearchForm } from "./search-form";

type SearchPaneProps = { asked: AskedSearch; page: SearchPage };

/** What is looked for, and what was found. */
export function SearchPane({ asked, page }: SearchPaneProps) {
  const { results, next, notes, thread, isEmpty } = page;
  return (
    <main className="min-h-dvh bg-surface pb-[max(2rem,env(safe-area-inset-bottom))]">
      <div className="mx-auto max-w-190">
        <PageHeader title="Search" />
        <div className="grid gap-3 px-3 pt-1 sm:px-5">
          <SearchForm asked={asked} />
          {thread && <Within title={thread.title} asked={asked} />}
          {isEmpty ? <Help /> : <Orders asked={asked} />}
          <Notes notes={notes} />
          {results.length > 0 && (
            <ol aria-label="Results" className="grid gap-0.5">
              {results.map((result) => (
                <ResultItem key={`${result.threadId} ${result.seq}`} result={result} />
              ))}
            </ol>
          )}
          {!isEmpty && results.length === 0 && notes.every(({ type }) => type === "cut") && <Nothing asked={asked} />}
          {next && (
            <Link
              href={searchAddress({ ...asked, after: next })}
              prefetch={false}
              className="justify-self-center rounded-m px-4 py-2.5 font-semibold text-accent text-small hover:bg-hover"
            >
              {results.length > 0 ? "More results" : "Look further back"}
            </Link>
          )}
        </div>
      </div>
    </main>
  );
}

function Within({ title, asked }: { title: string; asked: AskedSearch }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 px-3 text-small">
      <span className="text-muted">
        Only in <bdi className="font-semibold text-text">{title}</bdi>
      </span>
      <Link
        href={searchAddress({ q: asked.q, order: asked.order })}
        prefetch={false}
        className="inline-flex min-h-8 items-center font-semibold text-accent hover:underline pointer-coarse:min-h-11"
      >
        Search everywhere
      </Link>
    </p>
  );
}

const ORDERS = [
  { order: "newest", name: "Newest" },
  { order: "best", name: "Best match" },
] as const;

function Orders({ asked: { q, thread, order } }: { asked: AskedSearch }) {
  return (
    <nav aria-label="Order" className="flex gap-1 px-1">
      {ORDERS.map((one) => (
        <Link
          key={one.order}
          href={searchAddress({ q, thread, order: one.order })}
          prefetch={false}
          aria-current={one.order === order ? "true" : undefined}
          className="flex h-9 items-center rounded-m px-3 font-medium text-muted text-small hover:bg-hover hover:text-text aria-[current]:bg-selected aria-[current]:text-text pointer-coarse:h-11"
        >
          {one.name}
        </Link>
      ))}
    </nav>
  );
}

function Nothing({ asked: { thread, after } }: { asked: AskedSearch }) {
  return (
    <p role="status" className="px-3 py-8 text-center text-muted">
      {after
        ? "There is no more."
        : thread
          ? "Nothing in this conversation has that."
          : "No message that you can read has that."}
    </p>
  );
}

/** What can be asked, for whoever has not asked yet. */
function Help() {
  return (
    <div className="px-3 pt-2 text-small">
      <p className="mb-3 text-muted">
        Words are found by their beginnings, whatever their case and accents. “Quotes” keep words together, and a minus
        leaves a word out.
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5">
        {OPERATORS.map(({ name, meaning }) => (
          <div key={name} className="contents">
            <dt className="font-mono font-medium">{name}</dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
