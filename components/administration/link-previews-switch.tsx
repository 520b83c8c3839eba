"use client";

import { useState } from "react";
import { setLinkPreviews } from "@/app/actions/administration";
import { SettingsSection } from "@/components/settings/settings-section";
import { Notice } from "@/components/ui/notice";
import { Switch } from "@/components/ui/switch";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";

const HINT =
  "The server fetches the pages that people link to, and shows their title, description and picture below the message. " +
  "Whoever runs such a page sees that this server asked for it, and when, but not who wrote or reads the message. " +
  "When this is off, nothing is fetched, and what was fetched before is not shown.";

/** Shown as chosen in the same event, saved at once, and as it was when it could not be. */
export function LinkPreviewsSwitch({ isOn }: { isOn: boolean }) {
  const viewer = useViewer();
  const [saved, setSaved] = useState(isOn);
  const [chosen, setChosen] = useState(isOn);
  const { run, isRunning, refusal } = useAction(
    setLinkPreviews,
    (_, asked) => setSaved(asked.isOn),
    () => setChosen(saved),
  );

  function choose(wanted: boolean) {
    setChosen(wanted);
    run({ viewerId: viewer.id, isOn: wanted });
  }

  return (
    <SettingsSection title="Links">
      <Switch label="Link previews" hint={HINT} isOn={chosen} onChange={choose} />
      {refusal && !isRunning && <Notice className="my-3">{inWords(refusal)}</Notice>}
    </SettingsSection>
  );
}
