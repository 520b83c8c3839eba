"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { EmptyPane } from "@/components/threads/empty-pane";
import { Button } from "@/components/ui/button";

export default function ConversationErrorPage({ reset }: { reset: () => void }) {
  const router = useRouter();

  // Asked for again, not only drawn again; and not by loading the page anew, which would forget what waits to be sent.
  function tryAgain() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }

  return (
    <EmptyPane title="This conversation did not open" text="The server could not read it just now. Nothing is lost.">
      <Button look="primary" onClick={tryAgain}>
        Try again
      </Button>
    </EmptyPane>
  );
}
