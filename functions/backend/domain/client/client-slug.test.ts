import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { ValidationException } from "../exception/validation-exception.ts";
import { clientSlugProblem, deriveClientSlug, parseClientSlug } from "./client-slug.ts";

test.each(["a", "7", "acme", "acme-2", "a-b-c", "x".repeat(63)])("takes %j", (slug) => {
  expect(parseClientSlug(slug)).toBe(slug);
});

test.each(["", "-", "-a", "a-", "a--b", "Acme", "ä", "a b", "a_b", "a\n", "a.b"])("refuses %j", (slug) => {
  expect(clientSlugProblem(slug)).toStartWith("Must be words of the letters a to z and digits");
  expect(() => parseClientSlug(slug)).toThrow(ValidationException);
});

test("refuses what is too long, and says how long it is", () => {
  expect(clientSlugProblem("x".repeat(64))).toBe("Must have at most 63 characters; it has 64.");
});

describe("made of a name", () => {
  test.each([
    ["Acme", "acme"],
    ["  Acme & Sons, Ltd. ", "acme-sons-ltd"],
    ["Café Métropole", "cafe-metropole"],
    ["Straße 7", "strasse-7"],
    ["Ærø Łódź", "aero-lodz"],
    ["İstanbul", "istanbul"],
    ["ﬁne", "fine"],
    ["Þór Guðmundsson", "thor-gudmundsson"],
    ["№ 5", "no-5"],
    ["𝐀𝐜𝐦𝐞", "acme"],
    ["東京 Labs", "labs"],
    [`${"word ".repeat(12)}words`, "word-word-word-word-word-word-word-word-word-word-word-word"],
    ["x".repeat(100), "x".repeat(63)],
  ])("%j gives %j", (name, slug) => {
    expect(deriveClientSlug(name)).toBe(slug);
  });

  test.each(["東京", "!?", ""])("nothing can be made of %j", (name) => {
    expect(() => deriveClientSlug(name)).toThrow(
      new ValidationException([
        { path: ["slug"], message: "Cannot be made of this name. Send one, such as acme-studios." },
      ]),
    );
  });

  test("any name gives a slug or a refusal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (name) => {
        try {
          expect(clientSlugProblem(deriveClientSlug(name))).toBeNull();
        } catch (error) {
          expect(error).toBeInstanceOf(ValidationException);
        }
      }),
      { numRuns: 200 },
    );
  });
});
