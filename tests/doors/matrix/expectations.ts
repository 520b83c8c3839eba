import { ROLES, type Role } from "./roles";

/** What a door answers: "ok", the code of a refusal, or of an address its status. */
export type Answer = string;
export type Expectations = Record<Role, Answer>;

/** The same for everybody but those who are named. */
export function each(answer: Answer, others: Partial<Expectations> = {}): Expectations {
  return { ...(Object.fromEntries(ROLES.map((role) => [role, answer])) as Expectations), ...others };
}

/** Who is not signed in, or not any more. */
export const NOBODY = { anonymous: "signed-out", "ended session": "signed-out", deactivated: "signed-out" };
const OUTSIDE = { outsider: "not-a-participant", "former participant": "not-a-participant" };

/** Whoever is signed in. */
export const people = (others: Partial<Expectations> = {}) => each("ok", { ...NOBODY, ...others });

/** Whoever is in the thread; being an administrator gives nobody a look into a conversation. */
export const participants = (others: Partial<Expectations> = {}) =>
  people({ ...OUTSIDE, administrator: "not-a-participant", ...others });

/** Those of a thread who are more than members. */
export const groupAdmins = (others: Partial<Expectations> = {}) =>
  participants({ participant: "not-allowed", ...others });

/** The administrators of the whole of Parley. */
export const administrators = (others: Partial<Expectations> = {}) =>
  each("not-allowed", { ...NOBODY, administrator: "ok", ...others });
