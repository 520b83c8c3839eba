/**
 * The files that a paste is about. Cells of a spreadsheet and rich text come with a picture of themselves, and are
 * words; a file that was copied comes with its name or its place as text, and is a file.
 */
export function pastedFiles(clipboard: Pick<DataTransfer, "files" | "getData">): File[] {
  const files = [...clipboard.files];
  const lines = clipboard.getData("text/plain").trim().split(/\r?\n/).filter(Boolean);
  const isName = (line: string) => files.some(({ name }) => namesOf(name).some((named) => line.endsWith(named)));
  const isWords = lines.length > 0 && !lines.every(isName);

  return isWords && files.every(({ type }) => type.startsWith("image/")) ? [] : files;
}

const namesOf = (name: string) => [name, encodeURIComponent(name)];
