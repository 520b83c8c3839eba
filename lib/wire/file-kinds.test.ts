import { fileTypeFromBuffer } from "file-type";
import { expect, test } from "vitest";
import { aSound } from "@/tests/stage/sounds";
import { isImage, isSound, isVideo, shownType } from "./file-kinds";

const ascii = (text: string) => Buffer.from(text, "latin1");
const mp4 = (brand: string) => Buffer.concat([ascii("\0\0\0\x18ftyp"), ascii(`${brand}\0\0\0\0${brand}mp42`)]);
const ogg = (codec: string) => Buffer.concat([ascii("OggS\0\x02"), Buffer.alloc(22), ascii(codec), Buffer.alloc(60)]);

/** The first bytes of what browsers play, and what it is handed out as. */
const PLAYED: [name: string, begin: Buffer, served: string][] = [
  [
    "mp3",
    Buffer.concat([ascii("ID3\x03\0\0\0\0\0\x0a"), Buffer.alloc(10), ascii("\xff\xfb\x90\x64"), Buffer.alloc(600)]),
    "audio/mpeg",
  ],
  ["m4a", mp4("M4A "), "audio/mp4"],
  ["ogg", ogg("\x01vorbis"), "audio/ogg"],
  ["opus", ogg("OpusHead"), "audio/ogg"],
  ["wav", aSound(), "audio/wav"],
  ["flac", Buffer.concat([ascii("fLaC\0\0\0\x22"), Buffer.alloc(40)]), "audio/flac"],
  ["mp4", mp4("isom"), "video/mp4"],
  ["webm", ascii("\x1a\x45\xdf\xa3\x87\x42\x82\x84webm"), "video/webm"],
];

test.each(PLAYED)("%s is played by what its first bytes say", async (_name, begin, served) => {
  const type = (await fileTypeFromBuffer(begin))?.mime ?? "";
  expect([type, shownType({ type })]).toEqual([expect.any(String), served]);
  expect([isSound({ type }), isVideo({ type })]).toEqual([served.startsWith("audio"), served.startsWith("video")]);
});

test.each([
  "text/html",
  "image/svg+xml",
  "application/pdf",
  "image/png",
  "video/quicktime",
  "application/octet-stream",
  "constructor",
])("%s is only downloaded", (type) => {
  expect([shownType({ type }), isImage({ type }), isSound({ type }), isVideo({ type })]).toEqual([
    null,
    false,
    false,
    false,
  ]);
});
