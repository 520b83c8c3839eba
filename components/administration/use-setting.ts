import { useRef, useState } from "react";
import { useAction } from "@/components/use-action";
import type { Outcome } from "@/lib/wire/outcome";

/**
 * A setting that is shown as chosen in the same event and saved at once. When nothing more is under way it is shown as
 * it was saved last: a choice that could not be saved goes back, but not while a later one waits for its answer.
 */
export function useSetting<Input, Value>(initial: Value, action: (input: Input) => Promise<Outcome<Value>>) {
  const [chosen, setChosen] = useState(initial);
  const saved = useRef(initial);
  const underWay = useRef(0);
  const { run, isRunning, refusal } = useAction(action, keep, settle);

  function keep(value: Value) {
    saved.current = value;
    settle();
  }

  function settle() {
    underWay.current -= 1;
    if (underWay.current === 0) setChosen(() => saved.current);
  }

  return {
    chosen,
    refusal: isRunning ? null : refusal,
    choose(wanted: Value, input: Input) {
      underWay.current += 1;
      setChosen(() => wanted);
      run(input);
    },
  };
}
