const TONES = [
  { tone: 0, hand: "✋", label: "No skin tone" },
  { tone: 1, hand: "✋🏻", label: "Light skin tone" },
  { tone: 2, hand: "✋🏼", label: "Medium-light skin tone" },
  { tone: 3, hand: "✋🏽", label: "Medium skin tone" },
  { tone: 4, hand: "✋🏾", label: "Medium-dark skin tone" },
  { tone: 5, hand: "✋🏿", label: "Dark skin tone" },
];

/** One button: each press is the next tone. */
export function SkinTones({ tone, onChoose }: { tone: number; onChoose: (tone: number) => void }) {
  const chosen = TONES[tone] ?? TONES[0];
  return (
    <button
      type="button"
      aria-label={`Skin tone: ${chosen?.label.toLowerCase()}`}
      title={chosen?.label}
      onClick={() => onChoose((tone + 1) % TONES.length)}
      className="grid size-8 shrink-0 place-items-center rounded-s text-[1.125rem] leading-none hover:bg-hover pointer-coarse:size-11"
    >
      {chosen?.hand}
    </button>
  );
}
