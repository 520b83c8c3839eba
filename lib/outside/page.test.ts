import { expect, test } from "vitest";
import { HOSTILE_TEXTS } from "@/tests/stage/hostile-texts";
import { describePage } from "./page";

const described = (html: string | Buffer, type = "text/html", url = "https://news.example.org/a/b") =>
  describePage({ url, type, bytes: Buffer.from(html) });
const meta = (name: string, content: string) => `<meta property="${name}" content="${content}">`;

test("a page is described by what it says of itself, the best first", () => {
  const page = `<title>Plain</title><meta name="description" content="By search engines">
    ${meta("og:title", "Noodles &amp; rice")} ${meta("og:title", "Second")} ${meta("og:site_name", "The News")}
    ${meta("og:description", "All about\n noodles")} ${meta("og:image", "../p.png?x=1&amp;y")}`;
  expect(described(page)).toEqual({
    title: "Noodles & rice",
    siteName: "The News",
    description: "All about noodles",
    picture: "https://news.example.org/p.png?x=1&y",
  });
  const plain = `<TITLE>\n Plain </TITLE><META NAME=Description CONTENT='Short'>`;
  expect(described(plain)).toEqual({ title: "Plain", siteName: null, description: "Short", picture: null });
});

test("a page without a title has no preview, and a drawing's title is none", () => {
  for (const page of ["", "<title> </title>", "<p>Noodles</p>", meta("og:title", "\u202e \u200b"), "\0\0\0", "<"]) {
    expect(described(page)).toBeNull();
  }
  expect(described("<svg><title>Icon</title></svg>")).toBeNull();
  expect(described("<svg><title>Icon</title></svg><title>Noodles</title>")?.title).toBe("Noodles");
});

test("what is written wrongly is read as far as it goes", () => {
  const broken = `<html><head><head><title>Noodles</titel></title><meta content="Rice" name="description" property='x' ${meta("og:site_name", "News")}`;
  expect(described(broken)?.title).toMatch(/^Noodles/);
  expect(described(`<title>${"&".repeat(100_000)}`)?.title.length).toBeLessThan(210);
  expect(described(`<base href="/x/">${meta("og:image", "p.png")}<title>A</title>`)?.picture).toBe(
    "https://news.example.org/x/p.png",
  );
  expect(described(`${meta("og:image", "http://[")}<title>A</title>`)?.picture).toBeNull();
});

test("what is made to keep a parser busy is read up to where it is", () => {
  const title = "<title>Noodles</title>";
  const [nested, deep] = ["<b>".repeat(150), "<b>".repeat(250)];
  expect(described(nested + title)?.title).toBe("Noodles");
  expect(described(nested + "</b>".repeat(150) + nested + title)?.title).toBe("Noodles");
  expect(described(title + deep + meta("og:title", "Rice"))?.title).toBe("Noodles");
  expect(described(deep + title)).toBeNull();
  const busy = [
    "<b>".repeat(85_000) + "</i>".repeat(64_000),
    "<p><b>".repeat(85_000),
    "<table><tr><td>".repeat(34_000),
  ];
  for (const page of busy) expect(described(title + page)?.title).toBe("Noodles");
});

test("text is one line, of a sane length, and shows everything that is in it", () => {
  const title = described(`<title>${"Noodles 🍜 ".repeat(1_000_000)}</title>`)?.title ?? "";
  expect([...title].length).toBeLessThanOrEqual(201);
  expect(title).toMatch(/…$/);
  expect(() => encodeURIComponent(title)).not.toThrow();
  const turned = `a\u202eb\u2066c\u0000d\u0007e\u200bf\u061cg\u{e0041}h&#x202e;i&#0;j`;
  expect(described(meta("og:title", turned))?.title).toMatch(/^abcdefghi\ufffd?j$/);
  expect(described(`<title>👩‍👩‍👧 ok</title>`)?.title).toBe("👩‍👩‍👧 ok");
});

test.each(HOSTILE_TEXTS)("%j is text and nothing else", (text) => {
  const safe = text.replace(/</g, "&lt;").replace(/"/g, "&quot;");
  const page = described(`<title>${safe}</title>${meta("og:site_name", safe)}${meta("og:image", safe)}`);
  expect(page?.title ?? "").not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  expect(page?.siteName ?? "").not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
});

test("a script in a title is what stands there, and none elsewhere is a title", () => {
  expect(described("<title><script>alert(1)</script></title>")?.title).toBe("<script>alert(1)</script>");
  expect(described("<script>'<title>Not this</title>'</script><title>This</title>")?.title).toBe("This");
  expect(described("<!-- <title>Not this</title> --><title>This</title>")?.title).toBe("This");
  expect(described("<textarea><title>Not this</title></textarea><title>This</title>")?.title).toBe("This");
});

test("the way a page is written is said by its mark, by the server, or by the page", () => {
  const latin = Buffer.from("<title>Nüdeln</title>", "latin1");
  expect(described(latin, "text/html; charset=ISO-8859-1")?.title).toBe("Nüdeln");
  expect(described(latin, 'text/html;Charset="windows-1252"')?.title).toBe("Nüdeln");
  const inPage = (declared: string) => Buffer.concat([Buffer.from(declared), latin]);
  expect(described(inPage("<meta charset=latin1>"))?.title).toBe("Nüdeln");
  const old = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1">';
  expect(described(inPage(old))?.title).toBe("Nüdeln");
  expect(described("<title>Nüdeln</title>")?.title).toBe("Nüdeln");
  expect(described("<meta charset=utf-16><title>Nüdeln</title>")?.title).toBe("Nüdeln");
  expect(described("<title>Nüdeln</title>", "text/html; charset=nonsense")?.title).toBe("Nüdeln");
  // Reading on would take as long as the square of it.
  expect(described("<title>Nüdeln</title>", `text/html;${" ".repeat(15_000)}charset=latin1`)?.title).toBe("Nüdeln");
  const marked = Buffer.from("\ufeff<title>Nüdeln</title>", "utf16le");
  expect(described(marked, "text/html; charset=latin1")?.title).toBe("Nüdeln");
  const japanese = Buffer.concat([Buffer.from("<title>"), Buffer.from([0x83, 0x89]), Buffer.from("</title>")]);
  expect(described(japanese, "text/html; charset=Shift_JIS")?.title).toBe("ラ");
});
