import type { z } from "zod";
import { answer } from "@/lib/answer";
import type { Viewer } from "@/lib/sessions";
import { requireViewer } from "@/lib/viewer";
import type { Outcome } from "@/lib/wire/outcome";

/** A use case as a server action: for the signed-in viewer whom the tab names, with its input parsed. */
export function action<Input extends { viewerId: string }, Value>(
  schema: z.ZodType<Input>,
  useCase: (viewer: Viewer, input: Input) => Promise<Value>,
) {
  return async (input: Input): Promise<Outcome<Value>> =>
    answer(schema, input, async (parsed) => useCase(await requireViewer(parsed.viewerId), parsed));
}
