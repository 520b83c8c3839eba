import { benchLog } from "./log";
import { benchSearch } from "./search";

/** `npm run bench`: measures Parley and prints what it finds. With names behind it (`npm run bench -- log`) only those. */
const BENCHES: Record<string, () => Promise<void>> = { log: benchLog, search: benchSearch };

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
