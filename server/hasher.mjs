// What a thread of server/hashing.ts runs.
import { compare, hash } from "bcryptjs";

/** @type {(given: { work: "hash" | "compare", password: string, by: number | string }) => Promise<string | boolean>} */
export default function work({ work, password, by }) {
  return work === "hash" ? hash(password, by) : compare(password, String(by));
}
