"use client";

import { ArrowUp } from "lucide-react";
import {
  type FormEvent,
  type KeyboardEvent,
  useActionState,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from "react";
import { sendForm } from "@/app/actions/messages";
import { Notice } from "@/components/ui/notice";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { MESSAGE_LENGTH } from "@/lib/wire/limits";
import { readUnsentText, writeUnsentText } from "./unsent-text";

type ComposerProps = {
  threadId: string;
  /** The id of the message when it is sent without scripts. */
  formMessageId: string;
  onSend: (body: string) => void;
};

/** A native form until the page is alive. The browser holds its text, so that what was typed early is not lost. */
export function Composer({ threadId, formMessageId, onSend }: ComposerProps) {
  const viewer = useViewer();
  const field = useRef<HTMLTextAreaElement>(null);
  const excessId = useId();
  const [unsent, sendAction] = useActionState(sendForm, null);
  // Null until the page is alive: without scripts nobody would enable the button again.
  const [body, setBody] = useState<string | null>(null);
  const excess = (body?.length ?? 0) - MESSAGE_LENGTH;

  function read() {
    if (!field.current) return;
    setBody(field.current.value.trim());
    fitHeight(field.current);
  }

  function keep() {
    writeUnsentText(viewer.id, threadId, field.current?.value ?? "");
    read();
  }

  const begin = useEffectEvent(() => {
    // What was typed before the page was alive is newer than what was kept.
    if (field.current && !field.current.value) field.current.value = readUnsentText(viewer.id, threadId);
    read();
    // Where there is a keyboard already; on a phone it would cover half of the conversation.
    if (matchMedia("(pointer: fine)").matches) field.current?.focus();
  });
  useEffect(() => begin(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!field.current || !body || excess > 0) return;
    onSend(body);
    field.current.value = "";
    field.current.focus();
    keep();
  }

  return (
    <form
      action={sendAction}
      onSubmit={submit}
      className="px-2 pt-1 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-5 md:pb-4"
    >
      <input type="hidden" name="viewerId" value={viewer.id} />
      <input type="hidden" name="threadId" value={threadId} />
      <input type="hidden" name="id" value={unsent?.id ?? formMessageId} />
      {unsent && <Notice className="mx-auto mb-1 max-w-190">{inWords(unsent.refusal)}</Notice>}
      <div className="mx-auto flex max-w-190 items-end gap-1 rounded-[1.375rem] bg-raised p-1 shadow-[0_1px_2px_oklch(0.3_0.03_280/0.05)] ring-1 ring-outline/60 ring-inset transition-shadow duration-120 focus-within:ring-[1.5px] focus-within:ring-accent">
        <textarea
          ref={field}
          name="body"
          defaultValue={unsent?.body}
          aria-label="Message"
          aria-invalid={excess > 0}
          aria-describedby={excess > 0 ? excessId : undefined}
          placeholder="Message"
          rows={1}
          required
          dir="auto"
          enterKeyHint="send"
          onChange={keep}
          onKeyDown={sendOnEnter}
          className="peer wrap-anywhere field-sizing-content max-h-[min(40dvh,20rem)] min-h-9 min-w-0 flex-1 resize-none bg-transparent px-3.5 py-1.75 text-message outline-none pointer-coarse:min-h-11 pointer-coarse:py-2.75"
        />
        <button
          type="submit"
          aria-label="Send"
          data-tooltip="Send"
          data-tooltip-at="above-end"
          disabled={body === ""}
          className="grid size-9 shrink-0 place-items-center rounded-full bg-accent text-on-accent transition-colors duration-120 hover:bg-accent-strong peer-placeholder-shown:bg-hover peer-placeholder-shown:text-muted pointer-coarse:size-11"
        >
          <ArrowUp aria-hidden size={18} strokeWidth={2.25} />
        </button>
      </div>
      {excess > 0 && (
        <p id={excessId} role="alert" className="mx-auto mt-1.5 max-w-190 px-4 font-medium text-danger text-small">
          {excessInWords(excess)}
        </p>
      )}
    </form>
  );
}

/** Shift+Enter breaks the line; so does Enter while an input method is still composing a word. */
function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  // Safari ends the composition before it reports the key, and marks it with this code only.
  const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
  if (event.key !== "Enter" || event.shiftKey || isComposing) return;
  event.preventDefault();
  // Asked to send nothing, the browser would complain about the empty field.
  if (event.currentTarget.value.trim()) event.currentTarget.form?.requestSubmit();
}

/** For browsers in which a field does not grow by itself. */
function fitHeight(field: HTMLTextAreaElement) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function excessInWords(excess: number): string {
  const tooMany = excess === 1 ? "1 character" : `${excess.toLocaleString("en-GB")} characters`;
  return `${tooMany} too many: a message holds ${MESSAGE_LENGTH.toLocaleString("en-GB")}.`;
}
