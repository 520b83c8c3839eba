export function Brand() {
  return (
    <p className="flex items-center gap-2.5 font-bold text-[1.1875rem] tracking-tight">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-7.5 fill-accent stroke-on-accent">
        <path stroke="none" d="M6 4h20a4 4 0 0 1 4 4v11a4 4 0 0 1-4 4H15l-7 6v-6H6a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4Z" />
        <path fill="none" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" d="m9.5 13.8 4 4 9-9" />
      </svg>
      Parley
    </p>
  );
}
