import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AdministrationLink } from "@/components/settings/administration-link";
import { AppearanceSettings } from "@/components/settings/appearance-settings";
import { PasswordSettings } from "@/components/settings/password-settings";
import { PrivacySettings } from "@/components/settings/privacy-settings";
import { ProfileSettings } from "@/components/settings/profile-settings";
import { SessionsSettings } from "@/components/settings/sessions-settings";
import { SettingsPane } from "@/components/settings/settings-pane";
import { SignOutSettings } from "@/components/settings/sign-out-settings";
import { preferencesOf } from "@/lib/preferences";
import { listSessions } from "@/lib/sessions";
import { currentViewer } from "@/lib/viewer";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const viewer = await currentViewer();
  if (!viewer) redirect(`/sign-in?${new URLSearchParams({ next: "/settings" })}`);

  return (
    <SettingsPane>
      <ProfileSettings />
      <PrivacySettings preferences={await preferencesOf(viewer)} />
      <AppearanceSettings />
      <PasswordSettings />
      <SessionsSettings sessions={await listSessions(viewer)} />
      {viewer.role === "administrator" && <AdministrationLink />}
      <SignOutSettings />
    </SettingsPane>
  );
}
