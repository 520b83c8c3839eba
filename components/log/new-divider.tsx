/** Above the first message that was unread when the thread was opened. */
export function NewDivider() {
  return (
    <hr
      aria-label="New messages"
      data-new
      className="mt-7 mb-5 overflow-visible border-accent/40 after:mx-auto after:block after:w-fit after:-translate-y-1/2 after:bg-surface after:px-3 after:font-semibold after:text-accent after:text-caption after:content-['New']"
    />
  );
}
