import { backUpTo } from "./cli/backup";
import { doctor } from "./cli/doctor";
import { PEOPLE_USAGE, people } from "./cli/people";
import { restoreFrom } from "./cli/restore";
import { verifyHere } from "./cli/verify";

const USAGE = `${PEOPLE_USAGE}
backup FILE                        writes everything into a file, also while Parley runs; "-" is standard output
restore FILE [--verify] [--replace-everything]
verify [FILE]                      looks whether what is here holds together, or whether a backup is whole
doctor                             looks at everything that Parley needs, and says how to fix what is wrong`
  .split("\n")
  .map((line) => `npm run cli -- ${line}`)
  .join("\n");

/** What the words after the noun mean; undefined when they mean nothing. */
const COMMANDS: Record<string, (words: string[]) => (() => void) | undefined> = {
  people,
  backup: backUpTo,
  restore: restoreFrom,
  verify: verifyHere,
  doctor,
};

const [noun = "", ...words] = process.argv.slice(2);
const command = COMMANDS[noun]?.(words);
if (command) command();
else {
  console.error(USAGE);
  process.exitCode = 1;
}
