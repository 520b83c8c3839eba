/** Work under one key is done one piece at a time, in the order it was asked for; other keys do not wait for it. */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>();

  return function takeTurn<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, turn);
    const forget = () => last.get(key) === turn && last.delete(key);
    turn.then(forget, forget);
    return turn;
  };
}
