"use client";

import { UserPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { addParticipants } from "@/app/actions/membership";
import { PeoplePicker } from "@/components/people/people-picker";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Person } from "@/lib/wire/people";
import type { Thread } from "@/lib/wire/threads";

export function AddPeople({ thread }: { thread: Thread }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <UserPlus aria-hidden size={16} />
        Add people
      </Button>
      {isOpen && <AddPeopleDialog thread={thread} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function AddPeopleDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const viewer = useViewer();
  const [people, setPeople] = useState<Person[]>([]);
  const add = useAction(addParticipants, onClose);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (people.length === 0 || add.isRunning) return;
    add.run({ viewerId: viewer.id, threadId: thread.id, personIds: people.map(({ id }) => id) });
  }

  return (
    <Dialog title="Add people" onClose={onClose}>
      <form onSubmit={submit} className="flex min-h-0 flex-col gap-4 px-5 pb-5">
        <PeoplePicker chosen={people} onChange={setPeople} without={thread.participants.map(({ id }) => id)} />
        {add.refusal && <Notice>{inWords(add.refusal)}</Notice>}
        <Button type="submit" look="primary" disabled={people.length === 0} aria-busy={add.isRunning} size="l">
          Add
        </Button>
      </form>
    </Dialog>
  );
}
