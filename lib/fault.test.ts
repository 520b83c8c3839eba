import { expect, test } from "vitest";
import { faultOf } from "./fault";

const NOODLES = "noodles at noon";

test("a fault says where it happened and what the database calls it, and nothing that somebody wrote", () => {
  const refused = Object.assign(new Error(`duplicate key value violates "${NOODLES}"`), {
    code: "23505",
    constraint_name: "users_username_unique",
    detail: NOODLES,
    parameters: [NOODLES],
  });
  const fault = faultOf(new Error(`Failed query: insert\nparams: ${NOODLES}`, { cause: refused }));
  expect(fault).toMatchObject({ said: "duplicate key value violates …", code: "23505" });
  expect(fault.constraint).toBe("users_username_unique");
  expect(fault.stack[0]).toContain("fault.test.ts");
  expect(JSON.stringify(fault)).not.toContain(NOODLES);
});

test("what was to be parsed is not quoted, nor are addresses, tokens and the further lines of a message", () => {
  const parsing = (() => {
    try {
      return JSON.parse(`${NOODLES} is no JSON`);
    } catch (error) {
      return error;
    }
  })();
  const token = "k7".repeat(21);
  const errors = [
    parsing,
    new Error(`Not found: /join/${token}`),
    new Error(`It was ${token}.`),
    new Error(`Read\n${NOODLES}\n    at ${NOODLES}`),
    new Error(`Fetched https://example.org/?q=${encodeURIComponent(NOODLES)}`),
    `thrown “${NOODLES}”`,
  ];
  const said = JSON.stringify(errors.map(faultOf));
  for (const secret of [NOODLES, encodeURIComponent(NOODLES), token, "noodles"]) expect(said).not.toContain(secret);
});
