export const ROLES = ["owner", "admin", "member"] as const;

export type Role = (typeof ROLES)[number];

/**
 * Who may do what in a group: the rules refuse by it, and the interface offers by it. Leaving is for everybody but the
 * last owner, who hands over first.
 */
export const RIGHTS = {
  rename: ["owner", "admin"],
  "set-picture": ["owner", "admin"],
  "set-history": ["owner"],
  add: ["owner", "admin"],
  "remove-member": ["owner", "admin"],
  "remove-admin": ["owner"],
  "remove-owner": ["owner"],
  "set-role": ["owner"],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof RIGHTS;

export function may(role: Role, right: Right): boolean {
  const roles: readonly Role[] = RIGHTS[right];
  return roles.includes(role);
}
