import { useEffect } from "react";
import { setHistory } from "@/app/actions/groups";
import { Notice } from "@/components/ui/notice";
import { Switch } from "@/components/ui/switch";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { may, type Role } from "@/lib/wire/roles";
import type { Thread } from "@/lib/wire/threads";
import { RenameForm } from "./rename-form";

/** What may be set about a group; nothing for those who may set nothing. */
export function GroupSettings({ thread, role }: { thread: Thread; role: Role }) {
  const [mayRename, maySetHistory] = [may(role, "rename"), may(role, "set-history")];
  if (!mayRename && !maySetHistory) return null;
  return (
    <section aria-label="Group" className="grid gap-1 border-hairline border-b px-5 py-4">
      {mayRename && <RenameForm thread={thread} />}
      {maySetHistory && <HistorySwitch thread={thread} />}
    </section>
  );
}

function HistorySwitch({ thread: { id: threadId, history } }: { thread: Thread }) {
  const viewer = useViewer();
  const { run, asked, refusal, forget } = useAction(setHistory);
  // What was asked for has come, or something else since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that ends the wait.
  useEffect(forget, [history]);

  const shown = refusal ? history : (asked?.history ?? history);
  return (
    <div>
      <Switch
        label="Open history"
        hint="Whoever joins reads everything. When this is off, they read from their join on."
        isOn={shown === "all"}
        onChange={(isOn) => run({ viewerId: viewer.id, threadId, history: isOn ? "all" : "join" })}
      />
      {refusal && <Notice>{inWords(refusal)}</Notice>}
    </div>
  );
}
