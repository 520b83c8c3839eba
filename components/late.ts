import { type ComponentType, useEffect, useEffectEvent, useState } from "react";

/** A component whose code comes when it is first wanted. */
export type Late<Props> = { part: ComponentType<Props> | undefined; load: () => Promise<ComponentType<Props>> };

export function late<Props>(load: () => Promise<ComponentType<Props>>): Late<Props> {
  return { part: undefined, load };
}

/** The component, once it is wanted and there. What cannot be loaded is told, and asked for anew the next time. */
export function useLate<Props>(component: Late<Props>, isWanted: boolean, onFail: () => void) {
  const [Part, setPart] = useState(() => component.part);
  const fail = useEffectEvent(onFail);

  useEffect(() => {
    if (!isWanted || Part) return;
    component.load().then(
      (part) => {
        component.part = part;
        setPart(() => part);
      },
      () => fail(),
    );
  }, [component, isWanted, Part]);

  return Part;
}
