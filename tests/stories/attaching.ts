import type { Page } from "@playwright/test";
import { aPicture } from "@/tests/stage/pictures";
import { composer } from "./cast";

type Chosen = { name: string; mimeType: string; buffer: Buffer };

export const attached = (page: Page) => page.getByRole("list", { name: "Attached files" });
export const sendButton = (page: Page) => page.getByRole("button", { name: "Send", exact: true });

export function text(name: string, content: string | Buffer = "noodles"): Chosen {
  return { name, mimeType: "text/plain", buffer: Buffer.from(content) };
}

export async function aPhoto(name: string): Promise<Chosen> {
  return { name, mimeType: "image/png", buffer: await aPicture("png", { width: 900, height: 600 }) };
}

export async function pick(page: Page, ...files: Chosen[]): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await choosing).setFiles(files);
}

/** Gives a file to the page as the browser does when one is pasted, held above it, or dropped. */
export async function give(page: Page, event: "paste" | "dragover" | "drop", file: Chosen): Promise<void> {
  await composer(page).evaluate(
    (field, { event, name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name, { type }));
      const bubbles = { bubbles: true, cancelable: true };
      if (event === "paste") field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, ...bubbles }));
      else document.body.dispatchEvent(new DragEvent(event, { dataTransfer: transfer, ...bubbles }));
    },
    { event, name: file.name, type: file.mimeType, base64: file.buffer.toString("base64") },
  );
}
