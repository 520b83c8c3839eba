import { z } from "zod";
import { Id } from "./id";
import { INVITE_DAYS, INVITE_USES } from "./limits";
import type { NamedPerson } from "./people";
import { asViewer } from "./viewer";

/** A link with which people can still join. The times are ISO 8601 in UTC. */
export type Invite = {
  id: string;
  createdBy: NamedPerson;
  createdAt: string;
  expiresAt: string;
  uses: number;
  maxUses: number;
};

export type CreateInvite = z.infer<typeof CreateInvite>;
export const CreateInvite = asViewer({
  uses: z.int().min(1).max(INVITE_USES),
  days: z.int().min(1).max(INVITE_DAYS),
});

export type RevokeInvite = z.infer<typeof RevokeInvite>;
export const RevokeInvite = asViewer({ inviteId: Id });
