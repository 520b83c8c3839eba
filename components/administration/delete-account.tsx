"use client";

import { useState } from "react";
import { deleteAccount } from "@/app/actions/administration";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Radio } from "@/components/ui/radio";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Account, DeleteAccount as Deletion } from "@/lib/wire/accounts";

const CHOICES: { value: Deletion["messages"]; label: string; hint: string }[] = [
  { value: "keep", label: "Keep what they wrote", hint: "It stays in its conversations, under “Deleted person”." },
  { value: "stubs", label: "Delete what they wrote", hint: "Only that there was a message stays visible." },
];

/** Asks first, and what is to become of their messages: there is no way back. */
export function DeleteAccount({ account, onDone }: { account: Account; onDone: () => void }) {
  const viewer = useViewer();
  const [isAsking, setAsking] = useState(false);
  const [messages, setMessages] = useState<Deletion["messages"]>("keep");
  const { run, isRunning, refusal } = useAction(deleteAccount, onDone);

  if (!isAsking) {
    return (
      <div className="flex items-center gap-4 py-2">
        <p className="min-w-0 flex-1 text-muted text-small">Their account and their name go for good.</p>
        <Button look="danger" onClick={() => setAsking(true)}>
          Delete…
        </Button>
      </div>
    );
  }
  return (
    <fieldset className="mt-2 border-hairline border-t pt-4">
      <legend className="sr-only">What becomes of their messages</legend>
      {CHOICES.map(({ value, label, hint }) => (
        <Radio
          key={value}
          name="messages"
          label={label}
          hint={hint}
          isChosen={messages === value}
          onChoose={() => setMessages(value)}
        />
      ))}
      {refusal && <Notice className="my-2">{inWords(refusal)}</Notice>}
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={() => setAsking(false)}>Cancel</Button>
        <Button
          look="danger"
          aria-busy={isRunning}
          onClick={() => run({ viewerId: viewer.id, personId: account.id, messages })}
        >
          Delete for good
        </Button>
      </div>
    </fieldset>
  );
}
