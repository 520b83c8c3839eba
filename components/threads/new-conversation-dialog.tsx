"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { startThread } from "@/app/actions/threads";
import { randomId } from "@/components/outbox/random-id";
import { PeoplePicker } from "@/components/people/people-picker";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { TITLE_LENGTH } from "@/lib/wire/limits";
import type { NamedPerson } from "@/lib/wire/people";

/** Another group has another id; "Start" pressed again for the same one finds it. */
type Wish = { id: string; people: NamedPerson[]; title: string };

export function NewConversationDialog({ onClose }: { onClose: () => void }) {
  const viewer = useViewer();
  const router = useRouter();
  const [{ id, people, title }, setWish] = useState<Wish>(() => ({ id: randomId(), people: [], title: "" }));
  const isGroup = people.length > 1;
  const start = useAction(startThread, ({ threadId }) => {
    router.push(`/t/${threadId}`);
    onClose();
  });

  function change(wish: Partial<Wish>) {
    setWish({ people, title, ...wish, id: randomId() });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (people.length === 0 || start.isRunning) return;
    const personIds = people.map(({ id }) => id);
    start.run({ viewerId: viewer.id, personIds, ...(isGroup ? { id, title } : { title: "" }) });
  }

  return (
    <Dialog title="New conversation" onClose={onClose}>
      <form onSubmit={submit} className="flex min-h-0 flex-col gap-4 px-5 pb-5">
        <PeoplePicker chosen={people} onChange={(people) => change({ people })} />
        {isGroup && (
          <TextField
            label="Name"
            value={title}
            onChange={(event) => change({ title: event.target.value })}
            maxLength={TITLE_LENGTH}
            placeholder={[viewer, ...people].map(({ name }) => name).join(", ")}
            autoComplete="off"
          />
        )}
        {start.refusal && <Notice>{inWords(start.refusal)}</Notice>}
        <Button type="submit" look="primary" disabled={people.length === 0} aria-busy={start.isRunning} size="l">
          Start
        </Button>
      </form>
    </Dialog>
  );
}
