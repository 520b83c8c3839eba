"use client";

import { LogOut } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { signOutForm } from "@/app/actions/sessions";
import { useTab } from "@/components/connection/live";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { inWords } from "@/components/words";

/** Leaves nothing of what the person wrote in this browser, and asks before it takes away what was not sent. */
export function useSignOut(): { leave: () => void; question: ReactNode } {
  const tab = useTab();
  const [isAsking, setAsking] = useState(false);
  const { run, isRunning, refusal, forget } = useAction(tab.signOut);

  function leave() {
    if (tab.hasUnsent()) setAsking(true);
    else run();
  }

  function close() {
    setAsking(false);
    forget();
  }

  const question = (isAsking || refusal) && (
    <Dialog title="Sign out?" onClose={close}>
      <div className="grid gap-4 px-5 pb-5">
        {isAsking && <p className="text-muted">What you have written here and not sent will be lost.</p>}
        {refusal && <Notice>{inWords(refusal)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button data-begins onClick={close}>
            Cancel
          </Button>
          <Button look="danger" aria-busy={isRunning} onClick={() => run()}>
            Sign out
          </Button>
        </div>
      </div>
    </Dialog>
  );
  return { leave, question };
}

export function SignOut({ isButton = false }: { isButton?: boolean }) {
  const { leave, question } = useSignOut();

  function submit(event: FormEvent) {
    event.preventDefault();
    leave();
  }

  return (
    <>
      <form action={signOutForm} onSubmit={submit}>
        {isButton ? (
          <Button type="submit">Sign out</Button>
        ) : (
          <IconButton type="submit" label="Sign out" icon={LogOut} tooltip="above-end" />
        )}
      </form>
      {question}
    </>
  );
}
