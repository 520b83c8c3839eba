"use client";

import { Component, createRef, type ReactNode } from "react";
import { type Anchor, anchorsIn, isNearEnd, topOf } from "./sight";

type SteadyProps = {
  /** What stands last, while the log reaches to the thread's end; null while it does not. */
  lastId: string | null;
  /** What is in sight may have changed. */
  onSight: () => void;
  className: string;
  children: ReactNode;
};

type Before = { anchors: Anchor[]; isFollowing: boolean; focused: Element | null };

/**
 * What stands in the log, which is the element around it. Keeps what one reads where it is, to the pixel and in every browser, whatever comes above it or below it, goes, grows
 * late or is edited; at the end it follows instead. A class, because only a class is asked right before the page changes.
 */
export class Steady extends Component<SteadyProps, object, Before | null> {
  private content = createRef<HTMLDivElement>();
  private log: HTMLElement | null = null;
  /** What was in sight at the last look, and how far the log was scrolled then. */
  private seen: { anchors: Anchor[]; scrollTop: number } = { anchors: [], scrollTop: 0 };
  private observer: ResizeObserver | undefined;

  override componentDidMount(): void {
    const content = this.content.current;
    this.log = content?.parentElement ?? null;
    if (!content) return;
    this.observer = new ResizeObserver(this.holdGrown);
    this.observer.observe(content);
    this.log?.addEventListener("scroll", this.note, { passive: true });
    this.note();
  }

  override componentWillUnmount(): void {
    this.observer?.disconnect();
    this.log?.removeEventListener("scroll", this.note);
  }

  override getSnapshotBeforeUpdate({ lastId }: SteadyProps): Before | null {
    if (!this.log) return null;
    const focused = this.log.contains(document.activeElement) ? document.activeElement : null;
    return { anchors: anchorsIn(this.log), isFollowing: lastId !== null && isNearEnd(this.log), focused };
  }

  override componentDidUpdate({ lastId }: SteadyProps, _: object, before: Before | null): void {
    const { log } = this;
    if (!log || !before) return;
    const hasGrown = this.props.lastId !== null && this.props.lastId !== lastId;
    if (!before.isFollowing) hold(log, before.anchors);
    else if (hasGrown) log.scrollTop = 0;
    if (before.focused && !before.focused.isConnected) focusNear(log, before.anchors);
    this.note();
  }

  private note = (): void => {
    if (!this.log) return;
    this.seen = { anchors: anchorsIn(this.log), scrollTop: this.log.scrollTop };
    this.props.onSight();
  };

  /** Something has grown by itself, such as code that was coloured or a picture that came. */
  private holdGrown = (): void => {
    const { log } = this;
    if (!log) return;
    // Whoever has scrolled since that look wanted to be where they are.
    const scrolled = log.scrollTop - this.seen.scrollTop;
    if (this.props.lastId === null || !isNearEnd(log)) hold(log, this.seen.anchors, scrolled);
    this.note();
  };

  override render(): ReactNode {
    return (
      <div ref={this.content} className={this.props.className}>
        {this.props.children}
      </div>
    );
  }
}

/** Puts the first of these rows that is still there back to where it was, but for what somebody has scrolled. */
function hold(log: HTMLElement, anchors: Anchor[], scrolled = 0): void {
  const anchor = anchors.find(({ row }) => row.isConnected);
  if (!anchor) return;
  const shift = topOf(log, anchor.row) - anchor.top + scrolled;
  if (Math.abs(shift) >= 0.5) log.scrollTop += shift;
}

/** What had the focus has gone far out of sight: it passes to what one reads, or whoever uses keys would be at the top. */
function focusNear(log: HTMLElement, anchors: Anchor[]): void {
  const next = anchors.find(({ row }) => row.isConnected && row.hasAttribute("tabindex"))?.row;
  const target = next instanceof HTMLElement ? next : log;
  target.focus({ preventScroll: true });
}
