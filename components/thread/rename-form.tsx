import { type FormEvent, useState } from "react";
import { renameGroup } from "@/app/actions/groups";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { TITLE_LENGTH } from "@/lib/wire/limits";
import type { Thread } from "@/lib/wire/threads";

/** The field follows the group's name until one types in it. */
export function RenameForm({ thread }: { thread: Thread }) {
  const viewer = useViewer();
  const [typed, setTyped] = useState<string | null>(null);
  const rename = useAction(renameGroup, () => setTyped(null));
  const held = thread.title ?? "";
  const wanted = (typed ?? held).trim();
  const isNew = wanted !== "" && wanted !== held;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isNew && !rename.isRunning) rename.run({ viewerId: viewer.id, threadId: thread.id, title: wanted });
  }

  return (
    <form onSubmit={submit} className="grid gap-2">
      <div className="flex items-end gap-2">
        <TextField
          label="Name"
          value={typed ?? held}
          onChange={(event) => setTyped(event.target.value)}
          maxLength={TITLE_LENGTH}
          autoComplete="off"
          dir="auto"
          className="min-w-0 flex-1"
        />
        {isNew && (
          <Button type="submit" look="primary" size="l" aria-busy={rename.isRunning}>
            Save
          </Button>
        )}
      </div>
      {rename.refusal && <Notice>{inWords(rename.refusal)}</Notice>}
    </form>
  );
}
