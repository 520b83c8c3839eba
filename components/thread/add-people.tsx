"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { addParticipants } from "@/app/actions/membership";
import { startThread } from "@/app/actions/threads";
import { randomId } from "@/components/outbox/random-id";
import { PeoplePicker } from "@/components/people/people-picker";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { NamedPerson } from "@/lib/wire/people";
import type { Thread } from "@/lib/wire/threads";

/** Other people make another group, which has another id; asked for again, the same one is found. */
type Wish = { id: string; people: NamedPerson[] };

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

/** To a group; to the two of a direct thread, which stays theirs, by starting a group with them. */
function AddPeopleDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const viewer = useViewer();
  const router = useRouter();
  const [{ id, people }, setWish] = useState<Wish>(() => ({ id: randomId(), people: [] }));
  const isGroup = thread.kind === "group";
  const present = thread.participants.map((participant) => participant.id);
  const add = useAction(addParticipants, onClose);
  const start = useAction(startThread, ({ threadId }) => {
    onClose();
    router.push(`/t/${threadId}`);
  });
  const { isRunning, refusal } = isGroup ? add : start;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (people.length === 0 || isRunning) return;
    const personIds = people.map((person) => person.id);
    if (isGroup) add.run({ viewerId: viewer.id, threadId: thread.id, personIds });
    else start.run({ viewerId: viewer.id, id, personIds: [...present, ...personIds], title: "" });
  }

  return (
    <Dialog title="Add people" onClose={onClose}>
      <form onSubmit={submit} className="flex min-h-0 flex-col gap-4 px-5 pb-5">
        {!isGroup && (
          <p className="text-muted">This starts a new group. What you have said here stays between you two.</p>
        )}
        <PeoplePicker
          chosen={people}
          onChange={(chosen) => setWish({ id: randomId(), people: chosen })}
          without={present}
        />
        {refusal && <Notice>{inWords(refusal)}</Notice>}
        <Button type="submit" look="primary" disabled={people.length === 0} aria-busy={isRunning} size="l">
          {isGroup ? "Add" : "Start group"}
        </Button>
      </form>
    </Dialog>
  );
}
