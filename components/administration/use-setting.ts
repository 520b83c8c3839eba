import { useState } from "react";
import { useAction } from "@/components/use-action";
import type { Outcome } from "@/lib/wire/outcome";

/** A setting that is shown as chosen in the same event, saved at once, and as it was when it could not be. */
export function useSetting<Input, Value>(initial: Value, action: (input: Input) => Promise<Outcome<Value>>) {
  const [saved, setSaved] = useState(initial);
  const [chosen, setChosen] = useState(initial);
  const { run, isRunning, refusal } = useAction(
    action,
    (value) => setSaved(() => value),
    () => setChosen(() => saved),
  );

  return {
    chosen,
    refusal: isRunning ? null : refusal,
    choose(wanted: Value, input: Input) {
      setChosen(() => wanted);
      run(input);
    },
  };
}
