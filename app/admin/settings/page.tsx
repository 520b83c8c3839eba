import type { Metadata } from "next";
import { RegistrationChoice } from "@/components/administration/registration-choice";
import { Section } from "@/components/administration/section";
import { registration } from "@/lib/registration";
import { administratorOfPage } from "../administrator";

export const metadata: Metadata = { title: "Settings for everybody" };

export default async function ServerSettingsPage() {
  await administratorOfPage("/admin/settings");
  return (
    <Section title="Settings">
      <RegistrationChoice registration={await registration()} />
    </Section>
  );
}
