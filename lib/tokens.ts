import { createHash, randomBytes } from "node:crypto";

/** What a link carries in its path, and nobody else knows; only its hash is stored, and neither is ever logged. */
export function makeToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

/** SHA-256 in hex. A token has 256 random bits: no slower hash would make it harder to guess. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
