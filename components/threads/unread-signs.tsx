"use client";

import { useEffect } from "react";
import { pageTitle } from "@/components/page-title";
import { type Renaming, useRenaming } from "./renaming";
import { titleWith } from "./unread";

const UNREAD_ICON = "/icon-unread.svg";

/**
 * The title and the icon of the browser's tab say how many conversations have something unread, and the title what the
 * open one is called by now.
 */
export function UnreadSigns({ count }: { count: number }) {
  const renaming = useRenaming();

  useEffect(() => {
    let title: { written: string; plain: string } | undefined;

    function write(): void {
      writeIcon(count > 0);
      if (document.title === title?.written) return;
      const plain = document.title;
      document.title = titleWith(count, titleNow(plain, renaming));
      title = { written: document.title, plain };
    }

    write();
    // Next writes both anew with each page, and says so in no other way.
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      writeIcon(false);
      if (title && document.title === title.written) document.title = title.plain;
    };
  }, [count, renaming]);

  return null;
}

function titleNow(title: string, renaming: Renaming | null): string {
  return renaming && title === pageTitle(renaming.made) ? pageTitle(renaming.now) : title;
}

function writeIcon(hasUnread: boolean): void {
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  const href = icon?.getAttribute("href");
  if (!icon || !href) return;
  const plain = icon.dataset.plain ?? href;
  icon.dataset.plain = plain;
  const wanted = hasUnread ? UNREAD_ICON : plain;
  if (href !== wanted) icon.setAttribute("href", wanted);
}
