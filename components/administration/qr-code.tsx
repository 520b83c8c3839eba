import { encode } from "uqr";

/** Dark on light in either theme: many cameras read nothing else. Four modules around it are left empty (ISO 18004). */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { border: 4 });
  const modules = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className="size-44 shrink-0 rounded-m bg-paper">
      <path d={modules.join("")} shapeRendering="crispEdges" className="fill-ink" />
    </svg>
  );
}
