import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OwnSession } from "@/lib/wire/sessions";

const SESSIONS_KEY = ["sessions"] as const;

/** The viewer's sessions as the server last told them, to begin with by the page. */
export function useOwnSessions(opened: OwnSession[]): OwnSession[] {
  const { data = opened } = useQuery<OwnSession[]>({ queryKey: SESSIONS_KEY, queryFn: skipToken, initialData: opened });
  return data;
}

/** Shows the sessions that an action has left. */
export function useShowSessions(): (sessions: OwnSession[]) => void {
  const client = useQueryClient();
  return (sessions) => client.setQueryData<OwnSession[]>(SESSIONS_KEY, sessions);
}
