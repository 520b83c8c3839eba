"use client";

import { Standstill } from "@/components/standstill";
import { Button } from "@/components/ui/button";

export default function ErrorPage() {
  return (
    <Standstill title="That did not work" text="Something went wrong on the way. Your messages are safe.">
      <Button look="primary" onClick={() => location.reload()}>
        Try again
      </Button>
    </Standstill>
  );
}
