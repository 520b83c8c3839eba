import type { z } from "zod";
import { answer } from "@/lib/answer";
import { requireWithin } from "@/lib/limiter";
import type { PersonLimit } from "@/lib/limits";
import type { Viewer } from "@/lib/sessions";
import { requireViewer } from "@/lib/viewer";
import type { Outcome } from "@/lib/wire/outcome";

/**
 * A use case as a server action: for the signed-in viewer whom the tab names, with its input parsed, and as often as the
 * limit lets one person do it. `within`: the use case has a limit of its own within it.
 */
export function action<Input extends { viewerId: string }, Value>(
  schema: z.ZodType<Input>,
  useCase: (viewer: Viewer, input: Input) => Promise<Value>,
  limit: PersonLimit | "within",
) {
  return async (input: Input): Promise<Outcome<Value>> =>
    answer(schema, input, async (parsed) => {
      const viewer = await requireViewer(parsed.viewerId);
      if (limit !== "within") await requireWithin(limit, viewer.id);
      return useCase(viewer, parsed);
    });
}
