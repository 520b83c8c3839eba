import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "./blocks";
import type { Block, Inline } from "./tree";

const ben = { id: "b", username: "ben-1", name: "Ben" };

describe("what stands in a line", () => {
  test.each<[string, Inline[]]>([
    ["plain", ["plain"]],
    [
      "**bold** *it* _it_ ~~gone~~ `x`",
      [strong("bold"), " ", em("it"), " ", em("it"), " ", strike("gone"), " ", code("x")],
    ],
    ["**bold *both* bold**", [strong("bold ", em("both"), " bold")]],
    ["***both***", [em(strong("both"))]],
    ["**a*b*c**", [strong("a", em("b"), "c")]],
    ["*a **b** c*", [em("a ", strong("b"), " c")]],
    ["これは**太字**です", ["これは", strong("太字"), "です"]],
    ["5*3*2 and 5 * 3", ["5*3*2 and 5 * 3"]],
    ["snake_case_name __init__.py", ["snake_case_name ", strong("init"), ".py"]],
    ["a ~ b ~ c ~~~ d", ["a ~ b ~ c ~~~ d"]],
    ["**** and ____", ["**** and ____"]],
    ["an *open one and **another", ["an *open one and **another"]],
    ["*one\n\ntwo*", ["*one", "\n\n", "two*"]],
    ["*one\ntwo*", [em("one\ntwo")]],
    ["\\*not\\* \\`code\\` \\a", ["*not* `code` \\a"]],
    ["`*x* \\*` ``a`b`` `` ` ``", [code("*x* \\*"), " ", code("a`b"), " ", code("`")]],
    ["`never closed", ["`never closed"]],
  ])("%j", (text, inlines) => {
    expect(parseMarkdown(text)).toEqual([{ type: "text", children: inlines }]);
  });
});

describe("what stands on its own lines", () => {
  test.each<[string, string, Block[]]>([
    ["line breaks are kept, and so are empty lines within a text", "a\nb\n\n\nc", [text("a\nb", "\n\n\n", "c")]],
    [
      "a fence with its language",
      "```TS title\nlet a;\n\n  b\n```\nend",
      [fence("TS title", "let a;\n\n  b"), text("end")],
    ],
    ["a fence that is never closed reaches to the end", "a\n```\nb\n> c", [text("a"), fence("", "b\n> c")]],
    ["a longer fence holds a shorter one", "````\n```\n````", [fence("", "```")]],
    ["quotes, also within each other", "> a\n> > b\n\nc", [quote(text("a"), quote(text("b"))), text("c")]],
    ["a list behind a line", "buy:\n- a\n- b", [text("buy:"), list(null, [text("a")], [text("b")])]],
    [
      "nested lists",
      "* a\n  * b\n    more\n* c",
      [list(null, [text("a"), list(null, [text("b\nmore")])], [text("c")])],
    ],
    ["numbers begin where the writer began", "3. a\n4) b", [list(3, [text("a")], [text("b")])]],
    [
      "a list of numbers with points in it",
      "1. a\n  - b\n2. c",
      [list(1, [text("a"), list(null, [text("b")])], [text("c")])],
    ],
    ["items may stand apart", "- a\n\n- b\n\n\nc", [list(null, [text("a")], [text("b")]), text("c")]],
    ["code in a list", "- a\n  ```\n  x\n  ```", [list(null, [text("a"), fence("", "x")])]],
    ["any number after an empty line", "a\n\n7. b", [text("a"), list(7, [text("b")])]],
    ["a date in the middle of a text is no list", "from\n24. to", [text("from\n24. to")]],
    ["-1, +1 and a line of dashes are text", "-1 +1\n---", [text("-1 +1\n---")]],
    ["Windows' line ends", "- a\r\n- b", [list(null, [text("a")], [text("b")])]],
  ])("%s", (_, body, blocks) => {
    expect(parseMarkdown(body)).toEqual(blocks);
  });
});

describe("addresses", () => {
  test.each<[string, Inline[]]>([
    ["see https://a.test/c_d_e, ok", ["see ", link("https://a.test/c_d_e"), ", ok"]],
    ["**https://a.test/**", [strong(link("https://a.test/"))]],
    ["(https://a.test/x_(y))", ["(", link("https://a.test/x_(y)"), ")"]],
    ["www.parley.org", [link("www.parley.org", "https://www.parley.org/")]],
    ["*ben@parley.org*", [em(link("ben@parley.org", "mailto:ben@parley.org"))]],
    ["readme.md main.rs run.sh e.g. 1.2.3.4 3.14", ["readme.md main.rs run.sh e.g. 1.2.3.4 3.14"]],
    ["`https://a.test`", [code("https://a.test")]],
    ["[the *menu*](https://a.test/(b)?c=d)", [link(["the ", em("menu")], "https://a.test/(b)?c=d")]],
    ["[write](mailto:ben@parley.org)", [link(["write"], "mailto:ben@parley.org")]],
    ["[https://bank.test](https://thief.test)", [link(["https://bank.test"], "https://thief.test/")]],
    ["[a] [b] (c) [](https://a.test)", ["[a] [b] (c) [](", link("https://a.test", "https://a.test/"), ")"]],
    ["[a](https:a) [b](/c)", ["[a](https:a) [b](/c)"]],
    ["//a.test ftp://a.test file:///etc", ["//a.test ftp://a.test file:///etc"]],
  ])("%j", (text, inlines) => {
    expect(parseMarkdown(text)).toEqual([{ type: "text", children: inlines }]);
  });

  test("a link holds no other link", () => {
    expect(JSON.stringify(parseMarkdown("[a [b](https://b.test) https://c.test](https://a.test)"))).not.toMatch(
      /"link"[^}]*"link"[^}]*}]}]/,
    );
  });
});

describe("who is mentioned", () => {
  const mention: Inline = { type: "mention", person: ben };
  test.each<[string, Inline[]]>([
    ["hi @ben-1, look", ["hi ", mention, ", look"]],
    ["**@BEN-1**", [strong(mention)]],
    ["@ben-1.", [mention, "."]],
    ["_@ben-1_", [em(mention)]],
    ["@ben @ben-12 x@ben-1 `@ben-1`", ["@ben @ben-12 x@ben-1 ", code("@ben-1")]],
  ])("%j", (text, inlines) => {
    expect(parseMarkdown(text, [ben])).toEqual([{ type: "text", children: inlines }]);
  });

  test("nobody is, unless the message says so", () => {
    expect(parseMarkdown("@ben-1")).toEqual([text("@ben-1")]);
  });
});

describe("any text", () => {
  const PIECES = [
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "```",
    "[",
    "](",
    ")",
    "https://a.test",
    "@",
    "\\",
    "> ",
    "- ",
    "1. ",
    "\n",
    "  ",
    "a",
    "Ω",
    "👍",
    "<b>",
    "&lt;",
  ];
  const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }).map((pieces) => pieces.join(""));
  const written = fc.oneof(hostile, fc.string({ unit: "binary", maxLength: 300 }));

  test("has a tree that holds what was written, in its order, and nothing else", () => {
    fc.assert(
      fc.property(written, (body) => {
        expect(isWithin(textsOf(parseMarkdown(body)), body)).toBe(true);
      }),
    );
  });

  test("loses markers only: every word is still there", () => {
    const words = fc.constantFrom(
      "ä",
      "βγ",
      "x1",
      "👍",
      "<b>",
      "&",
      " ",
      "\n",
      "**",
      "*",
      "_",
      "~~",
      "`",
      "\\",
      "> ",
      "- ",
      "(",
      "[",
      "]",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 100 }), (pieces) => {
        const body = pieces.join("");
        const bare = (text: string) => text.replace(/[^\p{L}\d👍<&]/gu, "");
        expect(bare(textsOf(parseMarkdown(body)))).toBe(bare(body));
      }),
    );
  });

  test("without any marker is itself", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L} ,.!?;'"]{1,80}$/u), (body) => {
        fc.pre(body.trim() !== "");
        expect(textsOf(parseMarkdown(body)).trim()).toBe(body.trim());
      }),
    );
  });
});

describe("ten thousand hostile characters", () => {
  const UNITS = [
    "*",
    "_",
    "~~",
    "`",
    "[",
    "(",
    "*a",
    "a*",
    "**a _b ",
    "*_~~`[(",
    "[a](",
    "[a](b ",
    "[[a](https://b.test)",
    "> ",
    "- ",
    "  - a\n",
    "- a\n\n",
    "1. ",
    "\n",
    " ",
    "`a``b",
    "```\n",
    "``` `",
    "\\",
    "@a",
    "@",
    "https://",
    "a@b.",
    "a.",
    "x\n\n",
  ];

  test.each(UNITS)("of %j cost four times as much as a quarter of them", (unit) => {
    const [few, many] = [stepsFor(fill(unit, 2500)), stepsFor(fill(unit, 10_000))];
    expect(many).toBeLessThan(4.5 * few + 2000);
    expect(many).toBeLessThan(60 * 10_000);
  });

  test("quotes and lists in each other end at a depth", () => {
    expect(depthOf(parseMarkdown(fill("> ", 10_000)))).toBeLessThan(12);
    expect(depthOf(parseMarkdown(fill("> - ", 10_000)))).toBeLessThan(12);
    const stairs = Array.from({ length: 140 }, (_, place) => `${" ".repeat(place)}- a`).join("\n");
    expect(depthOf(parseMarkdown(stairs))).toBeLessThan(12);
    expect(depthOf(parseMarkdown(`${"*a _b ".repeat(800)}${" c_ d*".repeat(800)}`))).toBeLessThan(30);
  });
});

function fill(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** How often the parser asks something of the engine that costs more than a comparison. */
function stepsFor(body: string): number {
  let steps = 0;
  const undo = [
    counting(RegExp.prototype, "exec", () => {
      steps += 1;
    }),
    counting(Array.prototype, "push", (...pushed) => {
      steps += pushed.length;
    }),
    counting(String.prototype, "slice", () => {
      steps += 1;
    }),
    counting(String.prototype, "charAt", () => {
      steps += 1;
    }),
  ];
  try {
    parseMarkdown(body);
  } finally {
    for (const restore of undo) restore();
  }
  return steps;
}

// biome-ignore lint/suspicious/noExplicitAny: the methods of any built-in.
function counting(prototype: any, name: string, count: (...given: unknown[]) => void): () => void {
  const original = prototype[name];
  prototype[name] = function counted(...given: unknown[]) {
    count(...given);
    return original.apply(this, given);
  };
  return () => {
    prototype[name] = original;
  };
}

function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part.replace(/\s/g, "")) {
    at = whole.indexOf(character, at) + character.length;
    if (at < character.length) return false;
  }
  return true;
}

function textsOf(blocks: Block[]): string {
  return blocks
    .map((block) => {
      if (block.type === "code") return `${block.language}\n${block.text}`;
      if (block.type === "text") return block.children.map(textOfInline).join("");
      return textsOf(block.type === "quote" ? block.children : block.items.flat());
    })
    .join("\n");
}

function textOfInline(node: Inline): string {
  if (typeof node === "string") return node;
  if (node.type === "mention") return node.person.name;
  return node.type === "code" ? node.text : node.children.map(textOfInline).join("");
}

function depthOf(node: unknown): number {
  if (typeof node !== "object" || node === null) return 0;
  return 1 + Math.max(0, ...Object.values(node).map(depthOf)) - (Array.isArray(node) ? 1 : 0);
}

function text(...children: Inline[]): Block {
  return { type: "text", children };
}
function fence(language: string, code: string): Block {
  return { type: "code", language, text: code };
}
function quote(...children: Block[]): Block {
  return { type: "quote", children };
}
function list(start: number | null, ...items: Block[][]): Block {
  return { type: "list", start, items };
}
function strong(...children: Inline[]): Inline {
  return { type: "strong", children };
}
function em(...children: Inline[]): Inline {
  return { type: "emphasis", children };
}
function strike(...children: Inline[]): Inline {
  return { type: "strike", children };
}
function code(text: string): Inline {
  return { type: "code", text };
}
function link(shown: string | Inline[], href = String(shown)): Inline {
  return { type: "link", href, children: typeof shown === "string" ? [shown] : shown };
}
