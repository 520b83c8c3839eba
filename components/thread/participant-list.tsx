import { useState } from "react";
import { folded } from "@/components/folded";
import { TextField } from "@/components/ui/text-field";
import { peopleInWords } from "@/components/words";
import type { Participant, Thread } from "@/lib/wire/threads";
import { ParticipantItem } from "./participant-item";

/** From so many people on one is looked for by name. */
const MANY = 12;

export function ParticipantList({ thread, self }: { thread: Thread; self: Participant }) {
  const { participants } = thread;
  const [query, setQuery] = useState("");
  const isSearchable = participants.length >= MANY;
  const wanted = isSearchable ? folded(query.trim()) : "";
  const found = participants.filter(({ name, username }) => folded(`${name} ${username}`).includes(wanted));

  return (
    <section aria-label="People" className="px-3 py-4">
      <h3 className="px-2 pb-2 font-semibold text-caption text-muted">{peopleInWords(participants.length)}</h3>
      {isSearchable && (
        <TextField
          label="Find a person"
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          autoComplete="off"
          className="px-2 pb-2"
        />
      )}
      <ul>
        {found.map((participant) => (
          <ParticipantItem key={participant.id} thread={thread} participant={participant} self={self} />
        ))}
      </ul>
      <p role="status" className="px-2 text-muted text-small">
        {found.length === 0 && `Nobody here is called “${query.trim()}”.`}
      </p>
    </section>
  );
}
