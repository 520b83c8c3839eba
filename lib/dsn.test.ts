import { expect, test } from "vitest";
import { dsnOf } from "./dsn";

test("a DSN says where envelopes go, and under which key", () => {
  const of = (text: string) => dsnOf(text)?.url.href;
  expect(dsnOf("https://abc1@errors.example.org/7")?.key).toBe("abc1");
  expect(of("https://abc1@errors.example.org/7")).toBe("https://errors.example.org/api/7/envelope/");
  expect(of("http://abc1:old@errors.example.org:9000/in/here/7")).toBe(
    "http://errors.example.org:9000/in/here/api/7/envelope/",
  );
});

test("what is no DSN is told", () => {
  const wrong = ["", "key", "https://errors.example.org/7", "https://abc1@errors.example.org/", "ftp://abc1@host/7"];
  expect(wrong.map(dsnOf)).toEqual(wrong.map(() => null));
});
