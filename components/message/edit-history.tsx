import { useQuery } from "@tanstack/react-query";
import { listEdits } from "@/app/actions/messages";
import { momentInWords } from "@/components/clock";
import { useComposing } from "@/components/composer/composing";
import { useTimeZone } from "@/components/time-zone";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { SentBubble } from "./message-menu";

/** What a message said before, oldest first, and what it says now. */
export function EditHistory({ row, onClose }: { row: SentBubble; onClose: () => void }) {
  const { threadId } = useComposing();
  const viewerId = useViewer().id;
  const { zone, today } = useTimeZone();
  const { data: outcome, refetch } = useQuery({
    queryKey: ["edits", threadId, row.seq, row.body],
    queryFn: () => listEdits({ viewerId, threadId, seq: row.seq }).catch(() => null),
    networkMode: "always",
    gcTime: 0,
  });
  const versions = outcome?.ok ? [...outcome.value, { body: row.body, writtenAt: null }] : [];

  return (
    <Dialog title="Edits" onClose={onClose}>
      <div className="grid gap-3 overflow-y-auto px-5 pb-5">
        {outcome !== undefined && !outcome?.ok && (
          <>
            <Notice>{inWords(outcome ?? "unavailable")}</Notice>
            <Button onClick={() => refetch()}>Try again</Button>
          </>
        )}
        <ol className="grid gap-3">
          {versions.map(({ body, writtenAt }) => (
            <li key={writtenAt} className="rounded-m bg-bubble-other px-3.5 py-2.5">
              <p className="pb-1 text-caption text-muted">
                {writtenAt ? momentInWords(writtenAt, zone, today) : "Now"}
              </p>
              <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-message">
                {body}
              </p>
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  );
}
