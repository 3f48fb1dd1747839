import { expect, test } from "bun:test";
import { ValidationException } from "../exception/validation-exception.ts";
import { contactEmailProblem, parseContactEmail } from "./contact-email.ts";

const label = "x".repeat(61);

test.each([
  "ada@example.com",
  "Ada.Lovelace+draht@Mail.Example.com",
  "a@b",
  "o'neill@xn--bcher-kva.example",
  `${"x".repeat(64)}@example.com`,
  `ada@${label}.${label}.${label}.${"x".repeat(60)}.de`,
])("takes %j as it is", (text) => {
  expect(parseContactEmail(text)).toBe(text);
});

test.each([
  "",
  "ada",
  "@example.com",
  "ada@",
  "ada@@example.com",
  "ada@-example.com",
  "a da@example.com",
  "ada@ex_ample.com",
  "ada@example.com\n",
  "ädа@example.com",
])("refuses %j", (text) => {
  expect(contactEmailProblem(text)).toBe("Must be an e-mail address such as ada@example.com, or null for none.");
  expect(() => parseContactEmail(text)).toThrow(ValidationException);
});

test.each([`${"x".repeat(65)}@example.com`, `ada@${label}.${label}.${label}.${label}.com`])(
  "refuses %j, which is too long",
  (text) => {
    expect(contactEmailProblem(text)).toBe("Must have at most 254 characters, and at most 64 before the @.");
  },
);
