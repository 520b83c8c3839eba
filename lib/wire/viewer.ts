import { z } from "zod";
import { Id } from "./id";
import type { Person } from "./people";
import type { Theme } from "./profile";

/** The viewer, as their own tab knows them. */
export type ViewerProfile = Person & { username: string; role: "member" | "administrator"; theme: Theme };

/**
 * The input of an action. It names the viewer that the tab believes in: somebody else may have signed in in the next
 * tab, and what one person wrote must not be sent by another.
 */
export function asViewer<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ viewerId: Id, ...shape });
}
