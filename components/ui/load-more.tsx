"use client";

import { useEffect, useEffectEvent, useRef } from "react";

type LoadMoreProps = {
  label: string;
  /** What is loaded up to now: when it changes, the button asks again whether it is in sight. */
  loaded: number;
  isLoading?: boolean;
  onLoad: () => void;
};

/** A button that also presses itself when it comes near to the visible part of the nearest `data-scrolls`. */
export function LoadMore({ label, loaded, isLoading = false, onLoad }: LoadMoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  const loadUnlessLoading = useEffectEvent(() => {
    if (!isLoading) onLoad();
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the observer speaks once when it begins to look.
  useEffect(() => {
    if (!button.current) return;
    const root = button.current.closest("[data-scrolls]");
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && loadUnlessLoading(), {
      root,
      rootMargin: "400px 0px",
    });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [loaded]);

  return (
    // When the browser keeps what is in sight where it is, this must not be what it holds on to.
    <div className="flex justify-center py-3 [overflow-anchor:none] noscript:hidden">
      <button
        ref={button}
        type="button"
        onClick={onLoad}
        aria-busy={isLoading}
        className="h-8 rounded-m px-3 font-medium text-muted text-small hover:bg-hover hover:text-text pointer-coarse:h-11"
      >
        {label}
      </button>
    </div>
  );
}
