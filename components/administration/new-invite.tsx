"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { createInvite } from "@/app/actions/administration";
import { SettingsSection } from "@/components/settings/settings-section";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { INVITE_DAYS, INVITE_USES } from "@/lib/wire/limits";
import { ShareLink } from "./share-link";

/** The link is shown once: what is stored cannot make it again. */
export function NewInvite() {
  const viewer = useViewer();
  const router = useRouter();
  const [token, setToken] = useState<string | null>(null);
  const create = useAction(createInvite, (made) => {
    setToken(made.token);
    router.refresh();
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    create.run({ viewerId: viewer.id, uses: Number(form.get("uses")), days: Number(form.get("days")) });
  }

  return (
    <SettingsSection title="New invite link">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3 py-4">
        <Count label="People" name="uses" most={INVITE_USES} usual={1} />
        <Count label="Days" name="days" most={INVITE_DAYS} usual={7} />
        <Button type="submit" look="primary" size="l" className="grow sm:grow-0" aria-busy={create.isRunning}>
          Make link
        </Button>
        {create.refusal && <Notice className="w-full">{inWords(create.refusal)}</Notice>}
      </form>
      {token && (
        <ShareLink
          path={`/join/${token}`}
          label="Invite link"
          hint="Copy it now: it is not shown again. Whoever has it can join until it is used up."
          onClose={() => setToken(null)}
        />
      )}
    </SettingsSection>
  );
}

function Count({ label, name, most, usual }: { label: string; name: string; most: number; usual: number }) {
  const props = { label, name, min: 1, max: most, defaultValue: usual };
  return <TextField {...props} type="number" inputMode="numeric" required className="w-24 grow sm:grow-0" />;
}
