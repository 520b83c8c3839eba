"use client";

import { ArrowUp, Check } from "lucide-react";
import {
  type ClipboardEvent,
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
import { EmojiButton } from "@/components/emoji/emoji-button";
import { AttachButton } from "@/components/files/attach-button";
import { fileOf, type Upload } from "@/components/files/upload";
import { UploadList } from "@/components/files/upload-list";
import type { Attaching } from "@/components/files/use-attaching";
import { Notice } from "@/components/ui/notice";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Quote } from "@/lib/wire/excerpts";
import type { MessageFile } from "@/lib/wire/files";
import { MESSAGE_LENGTH } from "@/lib/wire/limits";
import type { RefusalCode } from "@/lib/wire/outcome";
import type { Participant } from "@/lib/wire/threads";
import { CompletionList } from "./completion-list";
import { ComposerIntent } from "./composer-intent";
import { useComposing } from "./composing";
import { insertText } from "./insert-text";
import { pastedFiles } from "./pasted-files";
import { useCompletion } from "./use-completion";
import { useUnsent } from "./use-unsent";

type ComposerProps = {
  /** The id of the message when it is sent without scripts. */
  formMessageId: string;
  onSend: (body: string, quote: Quote | null, files: MessageFile[]) => void;
  /** Answers why the edit was not taken, or null. */
  onEdit: (seq: number, body: string) => Promise<RefusalCode | null>;
  /** Up, in the empty field. */
  onEditLast: () => void;
  /** A new message is being written, and this is it by now. */
  onType: (text: string) => void;
  /** Whom one may mention. */
  participants: Participant[];
  /** The files that go with what is sent next. */
  attaching: Attaching;
};

const NO_UPLOADS: Upload[] = [];

/** A native form until the page is alive. The browser holds its text, so that what was typed early is not lost. */
export function Composer({ formMessageId, participants, attaching, ...on }: ComposerProps) {
  const viewer = useViewer();
  const { threadId, intent, setIntent, endEdit } = useComposing();
  const unsent = useUnsent(viewer.id, threadId, intent);
  const field = useRef<HTMLTextAreaElement>(null);
  const excessId = useId();
  const [unsentForm, sendAction] = useActionState(sendForm, null);
  // Null until the page is alive: without scripts nobody would enable the button again.
  const [body, setBody] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const completion = useCompletion(field, participants);
  const excess = (body?.length ?? 0) - MESSAGE_LENGTH;

  const { onSend, onEdit, onEditLast, onType } = on;
  // An edit is one of words.
  const attached = intent?.kind === "edit" ? NO_UPLOADS : attaching.attached;
  const isUnusable = attached.some(({ state }) => state === "failed");
  const hasNothing = body === "" && attached.length === 0;

  function read() {
    if (!field.current) return;
    setBody(field.current.value.trim());
    fitHeight(field.current);
  }

  function keep() {
    const text = field.current?.value ?? "";
    unsent.write(text);
    if (intent?.kind !== "edit") onType(text);
    setRefusal(null);
    read();
  }

  function fill(text: string) {
    if (field.current) field.current.value = text;
    setRefusal(null);
    read();
  }

  const begin = useEffectEvent(() => {
    // What was typed before the page was alive is newer than what was kept.
    if (field.current && !field.current.value) field.current.value = unsent.read();
    read();
    // Where there is a keyboard already; on a phone it would cover half of the conversation.
    if (matchMedia("(pointer: fine)").matches) field.current?.focus();
  });
  useEffect(() => begin(), []);

  const editedSeq = intent?.kind === "edit" ? intent.seq : null;
  const answeredSeq = intent?.kind === "reply" ? intent.quote.seq : null;
  const isAlive = body !== null;
  const takeIntent = useEffectEvent(() => isAlive && fill(unsent.read()));
  const attend = useEffectEvent(() => isAlive && field.current?.focus());
  // biome-ignore lint/correctness/useExhaustiveDependencies: an edit has a text of its own.
  useEffect(() => void takeIntent(), [editedSeq]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever wants to answer or to edit goes on by writing.
  useEffect(() => void attend(), [editedSeq, answeredSeq]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (body === null || hasNothing || isUnusable || excess > 0) return;
    if (intent?.kind === "edit") void save(intent.seq, body);
    else send(body);
  }

  function send(text: string) {
    onSend(text, intent?.kind === "reply" ? intent.quote : null, attached.map(fileOf));
    attaching.forgetRefusals();
    fill("");
    keep();
    setIntent(null);
    field.current?.focus();
  }

  /** The text stays in the field until the server has it. */
  async function save(seq: number, text: string) {
    setSaving(true);
    const refused = await onEdit(seq, text);
    setSaving(false);
    setRefusal(refused);
    if (!refused) endEdit(seq);
  }

  /** Goes back to what was being written before. */
  function giveUp() {
    if (intent?.kind === "edit") endEdit(intent.seq);
    else setIntent(null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    completion.steer(event);
    if (event.defaultPrevented) return;
    if (event.key === "Escape" && intent) {
      event.stopPropagation();
      giveUp();
    } else if (event.key === "ArrowUp" && !event.currentTarget.value && !intent) {
      event.preventDefault();
      onEditLast();
    } else sendOnEnter(event, attached.length > 0);
  }

  function onPaste(event: ClipboardEvent) {
    const pasted = pastedFiles(event.clipboardData);
    if (pasted.length === 0 || intent?.kind === "edit") return;
    event.preventDefault();
    attaching.attach(pasted);
  }

  /** The button that was pressed goes with the file, and the focus would with it. */
  function removeFile(id: string) {
    attaching.remove(id);
    field.current?.focus();
  }

  return (
    <form
      action={sendAction}
      onSubmit={submit}
      className="px-2 pt-1 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-5 md:pb-4"
    >
      <input type="hidden" name="viewerId" value={viewer.id} />
      <input type="hidden" name="threadId" value={threadId} />
      <input type="hidden" name="id" value={unsentForm?.id ?? formMessageId} />
      {unsentForm && <Notice className="mx-auto mb-1 max-w-190">{inWords(unsentForm.refusal)}</Notice>}
      {refusal && <Notice className="mx-auto mb-1 max-w-190">{inWords(refusal)}</Notice>}
      {attaching.refusals.map((told) => (
        <Notice key={told} className="mx-auto mb-1 max-w-190">
          {told}
        </Notice>
      ))}
      <div className="relative mx-auto max-w-190 rounded-[1.375rem] bg-raised shadow-[0_1px_2px_oklch(0.3_0.03_280/0.05)] ring-1 ring-outline/60 ring-inset transition-shadow duration-120 focus-within:ring-[1.5px] focus-within:ring-accent">
        <CompletionList completion={completion} />
        {intent && <ComposerIntent intent={intent} onCancel={giveUp} />}
        {attached.length > 0 && <UploadList uploads={attached} onRetry={attaching.retry} onRemove={removeFile} />}
        <div className="flex items-end gap-1 p-1">
          {editedSeq === null && <AttachButton onFiles={attaching.attach} />}
          <textarea
            ref={field}
            name="body"
            defaultValue={unsentForm?.body}
            aria-label="Message"
            aria-invalid={excess > 0}
            aria-describedby={excess > 0 ? excessId : undefined}
            placeholder="Message"
            rows={1}
            required={attached.length === 0}
            dir="auto"
            enterKeyHint="send"
            {...completion.field}
            onChange={keep}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            className="peer wrap-anywhere field-sizing-content max-h-[min(40dvh,20rem)] min-h-9 min-w-0 flex-1 resize-none bg-transparent px-3.5 py-1.75 text-message outline-none pointer-coarse:min-h-11 pointer-coarse:py-2.75"
          />
          <EmojiButton onPick={(emoji) => field.current && insertText(field.current, emoji)} />
          <button
            type="submit"
            aria-label={editedSeq === null ? "Send" : "Save"}
            data-tooltip={editedSeq === null ? "Send" : "Save"}
            data-tooltip-at="above-end"
            aria-busy={isSaving}
            disabled={hasNothing || isUnusable || excess > 0 || isSaving}
            className={`grid size-9 shrink-0 place-items-center rounded-full bg-accent text-on-accent transition-colors duration-120 hover:bg-accent-strong ${attached.length > 0 ? "" : "peer-placeholder-shown:bg-hover peer-placeholder-shown:text-muted"} disabled:bg-hover disabled:text-muted peer-aria-invalid:bg-hover peer-aria-invalid:text-muted pointer-coarse:size-11`}
          >
            {editedSeq === null ? (
              <ArrowUp aria-hidden size={18} strokeWidth={2.25} />
            ) : (
              <Check aria-hidden size={18} strokeWidth={2.25} />
            )}
          </button>
        </div>
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
function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>, hasFiles: boolean) {
  // Safari ends the composition before it reports the key, and marks it with this code only.
  const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
  if (event.key !== "Enter" || event.shiftKey || isComposing) return;
  event.preventDefault();
  // Asked to send nothing, the browser would complain about the empty field.
  if (hasFiles || event.currentTarget.value.trim()) event.currentTarget.form?.requestSubmit();
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
