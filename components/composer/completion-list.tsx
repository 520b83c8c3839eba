import { useEffect, useRef } from "react";
import { Avatar } from "@/components/people/avatar";
import type { Option } from "./completion";
import type { useCompletion } from "./use-completion";

/** What is offered above the field in which one types. */
export function CompletionList({ completion }: { completion: ReturnType<typeof useCompletion> }) {
  const { options, active, id } = completion;
  return (
    <>
      {options.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label={options[0]?.kind === "emoji" ? "Emoji" : "People to mention"}
          className="absolute inset-x-0 bottom-full z-20 mb-2 max-h-[min(20rem,40dvh)] animate-arrive overflow-y-auto overscroll-contain rounded-l bg-raised p-1.5 shadow-float ring-1 ring-hairline"
        >
          {options.map((option) => (
            <CompletionOption
              key={option.id}
              id={completion.idOf(option)}
              option={option}
              isActive={option === active}
              onChoose={() => completion.accept(option)}
            />
          ))}
        </div>
      )}
      <p role="status" className="sr-only">
        {options.length > 0 && (options.length === 1 ? "1 suggestion" : `${options.length} suggestions`)}
      </p>
    </>
  );
}

type CompletionOptionProps = { id: string; option: Option; isActive: boolean; onChoose: () => void };

function CompletionOption({ id, option, isActive, onChoose }: CompletionOptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works in the field, which names the active option.
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field.
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={onChoose}
      // The field keeps the focus, and a phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-m px-2 py-1 hover:bg-hover aria-selected:bg-selected pointer-coarse:min-h-11"
    >
      <span aria-hidden className="grid w-7.5 shrink-0 place-items-center text-[1.375rem] leading-none">
        {option.picture || <Avatar id={option.id} name={option.name} pictureId={option.pictureId} size="s" />}
      </span>
      <span dir="auto" className="max-w-[60%] shrink-0 truncate font-medium">
        {option.name}
      </span>
      <span className="min-w-0 flex-1 truncate text-muted text-small">{option.detail}</span>
    </div>
  );
}
