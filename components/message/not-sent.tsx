import { inWords } from "@/components/words";
import type { RefusalCode } from "@/lib/wire/outcome";

type NotSentProps = { code: RefusalCode | null; onRetry: () => void; onRemove: () => void };

/** Why a draft was not sent, and what can be done about it. */
export function NotSent({ code, onRetry, onRemove }: NotSentProps) {
  return (
    <div className="mt-1 flex max-w-[84%] flex-wrap items-center justify-end gap-x-3 text-danger text-small">
      {code && <p>{inWords(code)}</p>}
      <p className="flex gap-3">
        <TextButton onClick={onRetry}>Retry</TextButton>
        <TextButton onClick={onRemove}>Delete</TextButton>
      </p>
    </div>
  );
}

function TextButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="font-semibold underline underline-offset-2 pointer-coarse:min-h-11 pointer-coarse:px-1.5"
    >
      {children}
    </button>
  );
}
