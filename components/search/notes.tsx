"use client";

import { timeInWords } from "@/components/clock";
import { useTimeZone } from "@/components/time-zone";
import { TERMS_LIMIT } from "@/lib/wire/operators";
import type { SearchNote } from "@/lib/wire/search";

/** What a search left out, or could not find at all. */
export function Notes({ notes }: { notes: SearchNote[] }) {
  const { zone, today } = useTimeZone();
  return (
    <>
      {notes.map((note) => (
        <p
          key={note.type + ("name" in note ? note.name : "")}
          role="status"
          className="px-3 py-2 text-muted text-small"
        >
          {inWords(note, (moment) => timeInWords(moment, zone, today))}
        </p>
      ))}
    </>
  );
}

function inWords(note: SearchNote, inTime: (moment: string) => string): string {
  switch (note.type) {
    case "cut":
      return `Only the first ${TERMS_LIMIT} words were looked for.`;
    case "partial":
      return `This search is very broad. Messages before ${inTime(note.until)} were not looked at; add a word, a person or a day.`;
    case "ranked-newest":
      return `There are more than ${note.count} hits. The newest ${note.count} are ranked.`;
    case "no-person":
      return `Nobody in your conversations is called “${note.name}”.`;
    case "no-thread":
      return `None of your conversations is called “${note.name}”.`;
  }
}
