"use client";

import { setLinkPreviews } from "@/app/actions/administration";
import { SettingsSection } from "@/components/settings/settings-section";
import { Notice } from "@/components/ui/notice";
import { Switch } from "@/components/ui/switch";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { useSetting } from "./use-setting";

const HINT =
  "The server fetches the pages that people link to, and shows their title, description and picture below the message. " +
  "Whoever runs such a page sees that this server asked for it, and when, but not who wrote or reads the message. " +
  "When this is off, nothing is fetched, and what was fetched before is not shown.";

export function LinkPreviewsSwitch({ isOn }: { isOn: boolean }) {
  const viewer = useViewer();
  const { chosen, choose, refusal } = useSetting(isOn, setLinkPreviews);

  return (
    <SettingsSection title="Links">
      <Switch
        label="Link previews"
        hint={HINT}
        isOn={chosen}
        onChange={(wanted) => choose(wanted, { viewerId: viewer.id, isOn: wanted })}
      />
      {refusal && <Notice className="my-3">{inWords(refusal)}</Notice>}
    </SettingsSection>
  );
}
