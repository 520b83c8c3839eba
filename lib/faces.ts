import sharp from "sharp";
import { createQueue } from "@/lib/queue";
import { Refusal } from "@/lib/refusal";

/** Twice the largest size at which a face is shown, for fine screens. */
const SIDE = 256;
/** More than the cameras of phones make, and little enough to be held in memory. */
const PIXELS = 50_000_000;
const SECONDS = 5;

/** The first bytes of what is taken. A name or a type that somebody gives proves nothing, and an SVG is a program. */
const SIGNS: { of: string; at: number }[][] = [
  [{ of: "\x89PNG\r\n\x1a\n", at: 0 }],
  [{ of: "\xff\xd8\xff", at: 0 }],
  [{ of: "GIF8", at: 0 }],
  [
    { of: "RIFF", at: 0 },
    { of: "WEBP", at: 8 },
  ],
];

const inTurn = createQueue(20);

/** A square WebP of a picture that somebody gave, cut out where there is most to see, upright, and with nothing else in it. */
export async function drawFace(given: Buffer): Promise<Buffer> {
  if (!isPicture(given)) throw new Refusal("not-a-picture");
  return inTurn(() => draw(given)).catch((error) => {
    throw error instanceof Refusal ? error : new Refusal("not-a-picture");
  });
}

function draw(given: Buffer): Promise<Buffer> {
  return sharp(given, { limitInputPixels: PIXELS, failOn: "error" })
    .autoOrient()
    .resize(SIDE, SIDE, { fit: "cover", position: sharp.strategy.attention })
    .webp({ quality: 82 })
    .timeout({ seconds: SECONDS })
    .toBuffer();
}

function isPicture(given: Buffer): boolean {
  return SIGNS.some((signs) => signs.every(({ of, at }) => given.toString("latin1", at, at + of.length) === of));
}
