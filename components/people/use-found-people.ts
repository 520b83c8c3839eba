import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { findPeople } from "@/app/actions/people";
import { useSettled } from "@/components/use-settled";
import { useViewer } from "@/components/viewer";
import { NAME_LENGTH } from "@/lib/wire/limits";
import { NO_ANSWER, type Refused } from "@/lib/wire/outcome";
import type { FoundPerson } from "@/lib/wire/people";

type FoundPeople = { people: FoundPerson[]; refusal: Refused | null; isSearching: boolean };

/** Whom the text finds. While the answer to it is on its way (`isSearching`) the last one stays. */
export function useFoundPeople(typed: string): FoundPeople {
  const viewer = useViewer();
  const wanted = typed.trim().slice(0, NAME_LENGTH);
  const query = useSettled(wanted);
  const {
    data: outcome,
    isError,
    isPlaceholderData,
  } = useQuery({
    queryKey: ["people", viewer.id, query],
    queryFn: () => findPeople({ viewerId: viewer.id, query }),
    placeholderData: keepPreviousData,
    networkMode: "always",
    retry: false,
  });

  if (isError) return { people: [], refusal: NO_ANSWER, isSearching: false };
  if (outcome?.ok === false) return { people: [], refusal: outcome, isSearching: false };
  return {
    people: outcome?.value ?? [],
    refusal: null,
    isSearching: !outcome || isPlaceholderData || query !== wanted,
  };
}
