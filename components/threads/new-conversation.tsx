"use client";

import { SquarePen } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { startThread } from "@/app/actions/threads";
import { PeoplePicker } from "@/components/people/people-picker";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { TITLE_LENGTH } from "@/lib/wire/limits";
import type { Person } from "@/lib/wire/people";

export function NewConversation() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <span className="noscript:hidden">
      <IconButton label="New conversation" icon={SquarePen} onClick={() => setIsOpen(true)} />
      {isOpen && <NewConversationDialog onClose={() => setIsOpen(false)} />}
    </span>
  );
}

function NewConversationDialog({ onClose }: { onClose: () => void }) {
  const viewer = useViewer();
  const router = useRouter();
  const [people, setPeople] = useState<Person[]>([]);
  const [title, setTitle] = useState("");
  const isGroup = people.length > 1;
  const start = useAction(startThread, ({ threadId }) => {
    router.push(`/t/${threadId}`);
    onClose();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (people.length === 0 || start.isRunning) return;
    start.run({ viewerId: viewer.id, personIds: people.map(({ id }) => id), title: isGroup ? title : "" });
  }

  return (
    <Dialog title="New conversation" onClose={onClose}>
      <form onSubmit={submit} className="flex min-h-0 flex-col gap-4 px-5 pb-5">
        <PeoplePicker chosen={people} onChange={setPeople} />
        {isGroup && (
          <TextField
            label="Name"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
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
