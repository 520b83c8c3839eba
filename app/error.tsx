"use client";

import { LonePage } from "@/components/lone-page";
import { Button } from "@/components/ui/button";

export default function ErrorPage() {
  return (
    <LonePage title="That did not work" text="Something went wrong on the way. Your messages are safe.">
      <Button look="primary" onClick={() => location.reload()}>
        Try again
      </Button>
    </LonePage>
  );
}
