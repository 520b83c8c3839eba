import { useEffect, useEffectEvent } from "react";
import { useComposing } from "@/components/composer/composing";
import { useViewer } from "@/components/viewer";
import { quoteOf } from "@/lib/wire/excerpts";
import type { Message } from "@/lib/wire/messages";

/** J and K go from message to message, R replies to the one that has the focus, E edits it, Escape goes back to writing. */
export function useMessageKeys(messages: Message[], isWritable: boolean): void {
  const viewer = useViewer();
  const { setIntent } = useComposing();

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isForOthers(event.target)) return;
    const focused = focusedArticle();
    const message = messages.find(({ seq }) => focused?.id === `m-${seq}`);
    const key = event.key.toLowerCase();
    const isChangeable = isWritable && message && !message.isDeleted;

    if (key === "j") moveFocus(1);
    else if (key === "k") moveFocus(-1);
    else if (key === "r" && isChangeable) setIntent({ kind: "reply", quote: quoteOf(message) });
    else if (key === "e" && isChangeable && message.author.id === viewer.id) setIntent(editOf(message));
    else if (key === "escape" && focused) document.querySelector<HTMLElement>("textarea[name=body]")?.focus();
    else return;
    event.preventDefault();
  });

  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

export function editOf({ seq, body }: Message) {
  return { kind: "edit", seq, body } as const;
}

/** A key that goes into a field, or to something that is open above the log. */
function isForOthers(target: EventTarget | null): boolean {
  const isTyped = target instanceof Element && target.closest("input, textarea, select") !== null;
  return (
    isTyped ||
    document.querySelector(
      "dialog[open], [role=menu], [role=dialog]:popover-open, [data-radix-popper-content-wrapper]",
    ) !== null
  );
}

const articles = () => [...document.querySelectorAll<HTMLElement>("[role=log] article")];
const focusedArticle = () => document.activeElement?.closest<HTMLElement>("[role=log] article") ?? null;

/** From the message that has the focus; without one from the newest that is in sight. */
function moveFocus(by: 1 | -1): void {
  const all = articles();
  const focused = focusedArticle();
  const log = document.querySelector("[role=log]")?.getBoundingClientRect();
  const inSight = all.findLastIndex((article) => article.getBoundingClientRect().top < (log?.bottom ?? 0));
  const next = focused ? all[all.indexOf(focused) + by] : all[inSight];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
