import { addressOf, type Device } from "@/lib/device";
import { giveBack, requireWithin } from "@/lib/limiter";
import type { LimitName } from "@/lib/limits";
import { Refusal } from "@/lib/refusal";

type Attempt = {
  username: string;
  device: Device;
  /** Whether the person is known to sign in from there. Asked only where it matters. */
  isKnown: () => Promise<boolean>;
};

/**
 * Lets somebody try a password, unless too many tries have failed: from the address, to the account, or from the one to the
 * other. A try counts while it lasts, so that many at once are no more than one after the other, and afterwards only if it
 * has failed.
 *
 * Whoever guesses at an account from many places shuts out its person for minutes, and not at all where they have signed in
 * before.
 */
export async function countFailures<Value>(
  { username, device, isKnown }: Attempt,
  work: () => Promise<Value>,
): Promise<Value> {
  const address = addressOf(device);
  const counted: [LimitName, string][] = [];

  async function count(name: LimitName, key: string): Promise<void> {
    await requireWithin(name, key);
    counted.push([name, key]);
  }
  async function forget(): Promise<void> {
    for (const [name, key] of counted) await giveBack(name, key);
  }

  try {
    await count("sign-in-address", address);
    await count("sign-in", `${username} ${address}`);
    await count("sign-in-account", username).catch(async (error) => {
      if (!(await isKnown())) throw error;
    });
    const value = await work();
    await forget();
    return value;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "wrong-credentials")) await forget();
    throw error;
  }
}
