"use client";

import { SignOut } from "@/components/threads/sign-out";
import { useViewer } from "@/components/viewer";
import { SettingsSection } from "./settings-section";

export function SignOutSettings() {
  const viewer = useViewer();
  return (
    <SettingsSection title="This device">
      <div className="flex items-center gap-4 py-3">
        <p dir="auto" className="min-w-0 flex-1 truncate">
          Signed in as <b className="font-medium">{viewer.name}</b>
        </p>
        <SignOut isButton />
      </div>
    </SettingsSection>
  );
}
