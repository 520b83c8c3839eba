"use client";

import { useEffect, useRef, useState } from "react";
import { copyText } from "@/components/clipboard";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { QrCode } from "./qr-code";

type ShareLinkProps = { path: string; label: string; hint: string; onClose: () => void };

/** A link that is given to somebody: to copy, to read from a screen, or to take with a camera. */
export function ShareLink({ path, label, hint, onClose }: ShareLinkProps) {
  const place = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState("");
  const link = new URL(path, location.origin).href;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another link is another reason to look here.
  useEffect(() => place.current?.querySelector("input")?.select(), [path]);

  async function copy() {
    setCopied((await copyText(link)) ? "Copied." : "It could not be copied. Select it and copy it yourself.");
  }

  return (
    <div ref={place} className="flex flex-wrap items-start gap-5 py-4">
      <QrCode text={link} label={`${label} as a QR code`} />
      <div className="grid min-w-55 flex-1 gap-3">
        <TextField label={label} hint={hint} value={link} readOnly />
        <div className="flex flex-wrap items-center gap-2">
          <Button look="primary" onClick={copy}>
            Copy
          </Button>
          <Button onClick={onClose}>Done</Button>
          <p role="status" className="text-muted text-small">
            {copied}
          </p>
        </div>
      </div>
    </div>
  );
}
