import { findAccountId } from "@/db/accounts";
import { deactivateAccount, reactivateAccount, setRole } from "@/lib/account-changes";
import { createAccount, listAccounts } from "@/lib/accounts";
import type { Environment } from "@/lib/environment";
import { setAnnouncer } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import { createReset } from "@/lib/resets";
import { runCommand } from "../command";
import { prepareStore } from "../store";

/** Answers what to print. Whoever is at the command line is nobody by name, and may do everything. */
const COMMANDS: Record<string, (words: string[], environment: Environment) => Promise<string>> = {
  list,
  create: async ([username = "", ...name], environment) => {
    const id = await createAccount(null, { username, name: name.join(" ") || username });
    return resetLink(id, environment);
  },
  "reset-password": async ([username], environment) => resetLink(await idOf(username), environment),
  "make-administrator": async ([username]) => {
    await setRole(null, { personId: await idOf(username), role: "administrator" });
    return `${username} is an administrator.`;
  },
  deactivate: async ([username]) => {
    await deactivateAccount(null, { personId: await idOf(username) });
    return `${username} is signed out and cannot sign in any more.`;
  },
  reactivate: async ([username]) => {
    await reactivateAccount(null, { personId: await idOf(username) });
    return `${username} can sign in again.`;
  },
};

async function list(): Promise<string> {
  const lines: string[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const page = await listAccounts(null, { query: "", after });
    for (const { username, name, role, isDeactivated } of page.accounts) {
      lines.push([username, name, role, isDeactivated ? "deactivated" : "active"].join("\t"));
    }
    after = page.nextAfter;
  }
  return lines.join("\n");
}

async function resetLink(personId: string, { PUBLIC_URL, PORT }: Environment): Promise<string> {
  const { token } = await createReset(null, { personId });
  const link = new URL(`/reset/${token}`, PUBLIC_URL ?? `http://localhost:${PORT}`);
  return `They choose a password here, once, within a day: ${link}`;
}

async function idOf(username = ""): Promise<string> {
  const id = await findAccountId(username.toLowerCase());
  if (!id) throw new Error(`Nobody has the username “${username}”.`);
  return id;
}

export const PEOPLE_USAGE = `people list
people create USERNAME [NAME]
people reset-password USERNAME
people make-administrator USERNAME
people deactivate USERNAME
people reactivate USERNAME`;

/** `people …`: undefined when there is no such verb. */
export function people([verb = "", ...words]: string[]): (() => void) | undefined {
  const command = COMMANDS[verb];
  if (!command) return undefined;
  return () =>
    runCommand(async (store, environment) => {
      await prepareStore(store, async () => {});
      // A Parley that runs on this database finds by its sweep, within seconds, which sessions have ended.
      setAnnouncer(() => {});
      console.log(await command(words, environment).catch(inWords));
    });
}

/** The codes of refusals say what is the matter in words of their own. */
function inWords(error: unknown): never {
  if (error instanceof Refusal) throw new Error(`Refused: ${error.code.replaceAll("-", " ")}.`);
  throw error;
}
