import { useMutation } from "@tanstack/react-query";
import { NO_ANSWER, type Outcome, type Refused } from "@/lib/wire/outcome";

/** Runs a server action when asked, hands on what it answered, and keeps what it refused until the next try. */
export function useAction<Input, Value>(
  action: (input: Input) => Promise<Outcome<Value>>,
  onDone: (value: Value) => void = () => {},
  onRefused: () => void = () => {},
) {
  const mutation = useMutation({
    // Next answers nothing when the page that knows the action was left meanwhile.
    mutationFn: async (input: Input) => (await action(input)) ?? NO_ANSWER,
    // Not paused while the browser believes to be offline: the person gets an answer.
    networkMode: "always",
    onSuccess: (outcome) => (outcome.ok ? onDone(outcome.value) : onRefused()),
    onError: onRefused,
  });
  return {
    run: mutation.mutate,
    isRunning: mutation.isPending,
    /** With what it was run last. */
    asked: mutation.variables,
    refusal: refusalOf(mutation),
    forget: mutation.reset,
  };
}

function refusalOf({
  isError,
  data: outcome,
}: {
  isError: boolean;
  data: Outcome<unknown> | undefined;
}): Refused | null {
  if (isError) return NO_ANSWER;
  return outcome?.ok === false ? outcome : null;
}
