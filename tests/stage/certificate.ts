import { generateKeyPairSync, sign } from "node:crypto";

/** Tags of ASN.1 in its distinguished encoding (X.690). */
const [INTEGER, BITS, UTF8, TIME, SEQUENCE, SET, VERSION] = [0x02, 0x03, 0x0c, 0x17, 0x30, 0x31, 0xa0];
/** The algorithm ECDSA with SHA-256, and the name of a name (X.520). */
const ALGORITHM = Buffer.from("300a06082a8648ce3d040302", "hex");
const COMMON_NAME = Buffer.from("0603550403", "hex");

/** A certificate for a name that nobody vouches for, and its key, both as PEM (RFC 5280). */
export function selfSigned(name: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const subject = part(SEQUENCE, part(SET, part(SEQUENCE, COMMON_NAME, part(UTF8, Buffer.from(name)))));
  const content = part(
    SEQUENCE,
    part(VERSION, part(INTEGER, Buffer.from([2]))),
    part(INTEGER, Buffer.from([1])),
    ALGORITHM,
    subject,
    part(SEQUENCE, part(TIME, Buffer.from("200101000000Z")), part(TIME, Buffer.from("490101000000Z"))),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = part(BITS, Buffer.from([0]), sign("sha256", content, privateKey));
  const lines =
    part(SEQUENCE, content, ALGORITHM, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
  };
}

function part(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}
