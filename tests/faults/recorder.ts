import type { Happening, History } from "./history";

export type Recorder = ReturnType<typeof createRecorder>;

type WithoutTime<One> = One extends Happening ? Omit<One, "at"> : never;

/** Writes down what happens, with the time since the run began. */
export function createRecorder() {
  const began = performance.now();
  let history: History = [];

  return {
    /** What happened up to now. Nothing of what follows is a part of it. */
    stop(): History {
      const recorded = history;
      history = [];
      return recorded;
    },
    now: () => performance.now() - began,
    record(happening: WithoutTime<Happening>): void {
      history.push({ at: performance.now() - began, ...happening } as Happening);
    },
  };
}
