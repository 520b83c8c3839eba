/** Writes into a field at its caret, in place of what stands from `start` up to it, so that undoing takes it back. */
export function insertText(field: HTMLTextAreaElement, text: string, start = field.selectionStart): void {
  field.focus();
  field.setSelectionRange(start, field.selectionEnd);
  // Given up by the standard, and still the only way that keeps what can be undone.
  if (document.execCommand?.("insertText", false, text)) return;
  field.setRangeText(text, start, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
