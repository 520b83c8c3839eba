import type { Metadata } from "next";
import { LinkPreviewsSwitch } from "@/components/administration/link-previews-switch";
import { RegistrationChoice } from "@/components/administration/registration-choice";
import { Section } from "@/components/administration/section";
import { linkPreviews } from "@/lib/link-previews";
import { registration } from "@/lib/registration";
import { administratorOfPage } from "../administrator";

export const metadata: Metadata = { title: "Settings for everybody" };

export default async function ServerSettingsPage() {
  await administratorOfPage("/admin/settings");
  const [registered, arePreviewsOn] = await Promise.all([registration(), linkPreviews()]);
  return (
    <Section title="Settings">
      <RegistrationChoice registration={registered} />
      <LinkPreviewsSwitch isOn={arePreviewsOn} />
    </Section>
  );
}
