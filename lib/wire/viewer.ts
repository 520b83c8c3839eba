import { z } from "zod";
import { Id } from "./id";

/** The viewer, as their own tab knows them. */
export type ViewerProfile = { id: string; username: string; name: string; role: "member" | "administrator" };

/**
 * The input of an action. It names the viewer that the tab believes in: somebody else may have signed in in the next
 * tab, and what one person wrote must not be sent by another.
 */
export function asViewer<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ viewerId: Id, ...shape });
}
