import { type FocusEvent, type PointerEvent, useState } from "react";
import { useLongPress } from "@/components/ui/use-long-press";

/** Whether a message is pointed at or has the focus in it, and how often a finger has rested on it. */
export function useMessageFocus() {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const [press, setPress] = useState(0);
  const longPress = useLongPress(() => setPress((count) => count + 1));

  return {
    ...longPress,
    isActive: isPointedAt || hasFocus,
    press,
    onPointerEnter: ({ pointerType }: PointerEvent) => setPointedAt(pointerType === "mouse" && canHover()),
    onPointerLeave: () => setPointedAt(false),
    // A click or a tap on it is not meant for what appears beside it.
    onFocus: ({ target }: FocusEvent) => setFocus(target.matches(":focus-visible")),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => setFocus(currentTarget.contains(relatedTarget)),
  };
}

/** After a tap a phone too tells of a mouse, over whatever has come to where the finger was. */
const canHover = () => matchMedia("(any-hover: hover)").matches;
