import { timeInWords } from "@/components/clock";
import { useTimeZone } from "@/components/time-zone";
import { Button } from "@/components/ui/button";
import type { OwnSession } from "@/lib/wire/sessions";
import { deviceInWords } from "./device-in-words";

type SessionItemProps = { session: OwnSession; isEnding: boolean; onEnd: () => void };

export function SessionItem({ session, isEnding, onEnd }: SessionItemProps) {
  const { zone, today } = useTimeZone();
  const { userAgent, address, lastSeenAt, isThis } = session;
  const device = deviceInWords(userAgent);
  const use = isThis ? "This device" : `Last used ${timeInWords(lastSeenAt, zone, today)}`;
  return (
    <li className="flex items-center gap-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium leading-5">{device}</p>
        <p className="wrap-anywhere text-muted text-small">{address ? `${use} · ${address}` : use}</p>
      </div>
      {!isThis && (
        <Button look="danger" aria-label={`Sign out ${device}`} aria-busy={isEnding} onClick={onEnd}>
          Sign out
        </Button>
      )}
    </li>
  );
}
