/** Written out, because Tailwind finds the classes it has to make by reading. */
const COLOURS = [
  { fill: "bg-person-1", name: "text-name-1" },
  { fill: "bg-person-2", name: "text-name-2" },
  { fill: "bg-person-3", name: "text-name-3" },
  { fill: "bg-person-4", name: "text-name-4" },
  { fill: "bg-person-5", name: "text-name-5" },
  { fill: "bg-person-6", name: "text-name-6" },
  { fill: "bg-person-7", name: "text-name-7" },
  { fill: "bg-person-8", name: "text-name-8" },
  { fill: "bg-person-9", name: "text-name-9" },
  { fill: "bg-person-10", name: "text-name-10" },
  { fill: "bg-person-11", name: "text-name-11" },
  { fill: "bg-person-12", name: "text-name-12" },
] as const;

/** The colour of a person or a group: from their id, so that it is the same everywhere and for ever. */
export function colourOf(id: string): (typeof COLOURS)[number] {
  return COLOURS[hash(id) % COLOURS.length] ?? COLOURS[0];
}

/** FNV-1a. It begins at 128 because then the three people of the demo come out red, blue and green. */
function hash(text: string): number {
  let value = 128;
  for (let place = 0; place < text.length; place++) value = Math.imul(value ^ text.charCodeAt(place), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
