"use client";

import { endOtherSessions, endOwnSession } from "@/app/actions/sessions";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { OwnSession } from "@/lib/wire/sessions";
import { SessionItem } from "./session-item";
import { SettingsSection } from "./settings-section";
import { useOwnSessions, useShowSessions } from "./use-own-sessions";

/** Where one is signed in. Whatever is ended here is gone from every screen of that device within a second. */
export function SessionsSettings({ sessions: opened }: { sessions: OwnSession[] }) {
  const viewerId = useViewer().id;
  const sessions = useOwnSessions(opened);
  const showSessions = useShowSessions();
  const one = useAction(endOwnSession, showSessions);
  const others = useAction(endOtherSessions, showSessions);
  const refusal = one.refusal ?? others.refusal;

  return (
    <SettingsSection title="Sessions">
      <ul className="divide-y divide-hairline">
        {sessions.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            isEnding={one.isRunning && one.asked?.sessionId === session.id}
            onEnd={() => one.run({ viewerId, sessionId: session.id })}
          />
        ))}
      </ul>
      {refusal && <Notice className="my-3">{inWords(refusal)}</Notice>}
      {sessions.length > 1 ? (
        <div className="flex justify-end py-3">
          <Button look="danger" aria-busy={others.isRunning} onClick={() => others.run({ viewerId })}>
            Sign out all other sessions
          </Button>
        </div>
      ) : (
        <p className="py-3 text-muted text-small">You are signed in nowhere else.</p>
      )}
    </SettingsSection>
  );
}
