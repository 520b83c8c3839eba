import type { Random } from "@/tests/faults/random";
import type { RawRequest } from "@/tests/stage/raw-request";
import { actionIds } from "@/tests/stage/requests";
import type { Company } from "./company";
import { multipart, type Part, strangeMultipart } from "./multipart";
import { almost, corrupted, hostileValue } from "./values";

const ids = actionIds();
const forms = Object.keys(ids).filter((name) => name.endsWith("Form"));
const PAGE = "/t/00000000-0000-4000-8000-000000000000";
const PAGES = [PAGE, PAGE, PAGE, "/sign-in", "/t", "/settings", "/admin/settings", "/", "/nowhere", "/api/files"];

type Kind = (random: Random, company: Company) => Partial<RawRequest>;

/** A call of an action, as no page of ours makes it. */
export function actionRequest(random: Random, company: Company): RawRequest {
  const made = random.pick(KINDS)(random, company);
  const headers = { ...company.headers(random), ...made.headers };
  return { method: "POST", path: random.pick(PAGES), ...made, headers };
}

const [TEXT, JSON_TYPE] = ["text/plain;charset=UTF-8", "application/json"];

/** As a page calls it, with an argument that is nearly right. */
const nearlyRight: Kind = (random, { actions, known }) => {
  const [name, right, cookie] = random.pick(actions);
  const input = random.chance(0.2) ? right : almost(random, right, known);
  const made = call(ids[name], JSON.stringify([input]));
  return { ...made, headers: { ...made.headers, ...(random.chance(0.8) && { cookie }) } };
};

const strangeArguments: Kind = (random, { actions }) => {
  const [name] = random.pick(actions);
  const list = Array.from({ length: Math.floor(random.between(0, 4)) }, () => hostileValue(random));
  return call(ids[name], JSON.stringify(random.chance(0.3) ? hostileValue(random) : list));
};

const corruptText: Kind = (random, { actions }) => {
  const [name, right] = random.pick(actions);
  return call(ids[name], corrupted(random, JSON.stringify([right])), random.pick([TEXT, JSON_TYPE, "", "text/html"]));
};

const unknownAction: Kind = (random, { actions }) => {
  const [, right] = random.pick(actions);
  const id = random.pick([
    "",
    "x",
    "0".repeat(42),
    "7f".repeat(21),
    "__proto__",
    "constructor",
    "%00",
    "a".repeat(4_000),
  ]);
  return call(id, JSON.stringify([right]));
};

/** React's encoding of what JSON does not hold: parts that refer to each other, and to what is not there. */
const reply: Kind = (random, { actions }) => {
  const [name, right] = random.pick(actions);
  const root = random.pick([
    JSON.stringify([right]),
    '["$K1"]',
    '["$Q1"]',
    '["$W1"]',
    '["$@1"]',
    '["$F1"]',
    '["$h1"]',
    '["$i1"]',
    '["$B1"]',
    '["$R1"]',
    '["$1:then"]',
    '["$1:__proto__"]',
    '["$1:constructor:constructor"]',
    '["$0"]',
    '"$0"',
    "$",
    "",
    "[",
  ]);
  const parts: Part[] = [
    { name: "0", content: root },
    { name: "1", content: random.pick(['{"id":"x","bound":"$@2"}', '"$1"', '["$0"]', '{"then":"$1:then"}', "x", ""]) },
    {
      name: random.pick(["2", "1_0", "__proto__", "$ACTION_ID_x", "-1"]),
      content: JSON.stringify(hostileValue(random)),
    },
  ];
  return { ...multipart(random.chance(0.2) ? parts.reverse() : parts, actionHeaders(ids[name])) };
};

/** As a page without scripts sends a form. */
const form: Kind = (random, { known }) => {
  const name = random.pick(forms);
  const marks: Part[] = random.pick<Part[]>([
    [{ name: `$ACTION_ID_${ids[name]}`, content: "" }],
    [{ name: "$ACTION_ID_nobody", content: "" }],
    [{ name: "$ACTION_ID___proto__", content: "" }],
    [{ name: "$ACTION_REF_1", content: "" }],
    [
      { name: "$ACTION_REF_1", content: "" },
      { name: "$ACTION_1:0", content: JSON.stringify({ id: ids[name], bound: random.pick([null, "$@1", "$1", "x"]) }) },
      { name: "$ACTION_1:1", content: JSON.stringify([hostileValue(random)]) },
      { name: "$ACTION_KEY", content: random.pick(["k", "", '["x"]']) },
    ],
    [{ name: "$ACTION_REF___proto__", content: "" }],
    [],
  ]);
  // What would be hashed stays out: that is what takes its time.
  const fields = ["id", "viewerId", "threadId", "body", "next", "token", "name"].map((field) => ({
    name: field,
    content: String(
      random.chance(0.3) ? random.pick(known) : random.pick(["", "x", "\0", "//evil.example", "é".repeat(3_000)]),
    ),
  }));
  return multipart([...marks, ...fields]);
};

const strangeForm: Kind = (random, { actions }) => {
  const [name] = random.pick(actions);
  return strangeMultipart(random, random.chance(0.5) ? actionHeaders(ids[name]) : {});
};

const urlEncoded: Kind = (random) => {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const name = ids[random.pick(forms)];
  const body = random.pick([
    "",
    "a=b",
    `$ACTION_ID_${name}=`,
    `%24ACTION_ID_${name}=&body=%`,
    "=&=&=",
    "a[__proto__]=1",
  ]);
  return { body, headers: random.chance(0.3) ? { ...actionHeaders(name), ...type } : type };
};

/** Says more than it sends, and hangs up. */
const unfinished: Kind = (random, { actions }) => {
  const [name, right] = random.pick(actions);
  const body = JSON.stringify([right]);
  return { ...call(ids[name], body), length: body.length + 10 };
};

const KINDS: readonly Kind[] = [
  ...Array<Kind>(8).fill(nearlyRight),
  ...Array<Kind>(4).fill(strangeArguments),
  ...Array<Kind>(4).fill(corruptText),
  ...Array<Kind>(4).fill(reply),
  ...Array<Kind>(3).fill(form),
  ...Array<Kind>(3).fill(strangeForm),
  ...Array<Kind>(2).fill(urlEncoded),
  ...Array<Kind>(2).fill(unknownAction),
  unfinished,
];

function actionHeaders(id = ""): Record<string, string> {
  return { "next-action": id };
}

function call(id: string | undefined, body: string, type = TEXT): Partial<RawRequest> {
  return { body, headers: { ...actionHeaders(id), ...(type && { "content-type": type }) } };
}
