import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether commands are given with ⌘, as on Apple's machines. The server does not know and says Ctrl. */
export function useHasCommandKey(): boolean {
  return useSyncExternalStore(never, hasCommandKey, () => false);
}

export function hasCommandKey(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
