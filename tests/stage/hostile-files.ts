import { deflateSync } from "node:zlib";
import { aPicture } from "./pictures";

/** Files that pretend to be something else, or would do harm where somebody opens them. */
export async function hostileFiles(): Promise<Record<string, Buffer>> {
  const jpeg = await aPicture("jpeg");
  const script = Buffer.from("<script>alert(document.domain)</script>");
  return {
    "page.png": Buffer.from(`<!doctype html>${script}`),
    "drawing.svg": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "drawing.xml": Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "program.jpg": Buffer.from("MZ\x90\0This program cannot be run in DOS mode.", "latin1"),
    "shell.gif": Buffer.from("#!/bin/sh\necho noodles\n"),
    "page.pdf": Buffer.concat([Buffer.from("%PDF-1.7\n"), script]),
    "bomb.zip": zipBomb(),
    // An image with a page behind its end is drawn anew, and the page is not drawn.
    "both.jpg": Buffer.concat([jpeg, script]),
    "both.html": Buffer.concat([jpeg, script]),
  };
}

/** Images that nobody can or should open. */
export async function unusableImages(): Promise<Record<string, Buffer>> {
  const png = await aPicture("png");
  return {
    "half.png": png.subarray(0, 60),
    "huge.png": hugePng(12_000, 12_000),
    "page.gif": Buffer.from("GIF89a<script>alert(1)</script>"),
  };
}

/** What names may try, and what is shown of them. */
export const HOSTILE_NAMES: [given: string, shown: string][] = [
  ["../../../etc/passwd", "passwd"],
  ["..\\..\\boot.ini", "boot.ini"],
  ["/etc/passwd", "passwd"],
  ["photo\u202egnp.exe", "photognp.exe"],
  ["\u2066photo\u2069.png", "photo.png"],
  ["menu\r\nSet-Cookie: a=b.txt", "menuSet-Cookie: a=b.txt"],
  ['menu"; filename="evil.html', 'menu"; filename="evil.html'],
  ["<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"],
  ["..", "file"],
  ["   ", "file"],
  ["a/", "file"],
];

/** 10 MB of zeros in 10 kB; it is never unpacked. */
function zipBomb(): Buffer {
  return Buffer.concat([Buffer.from("PK\x03\x04\x14\0\0\0\x08\0", "latin1"), deflateSync(Buffer.alloc(10_000_000))]);
}

/** A whole PNG of one colour: 144 million pixels in a few hundred kilobytes. */
function hugePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))));
  const sign = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([sign, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** As PNG has it (ISO/IEC 15948, annex D). */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
