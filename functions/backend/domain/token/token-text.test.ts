import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { formatToken, parseToken, secretBytes, tokenPattern } from "./token-text.ts";

const id = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const secrets = fc.uint8Array({ minLength: secretBytes, maxLength: secretBytes });
const parts = fc.record({ stage: fc.stringMatching(/^[A-Za-z0-9-]{1,64}$/), id: fc.uuid() });

test("a token has 43 base62 digits of secret and 6 of checksum, which anyone can compute", () => {
  const smallest = formatToken({ stage: "dev", id }, new Uint8Array(secretBytes));
  expect(smallest).toMatch(new RegExp(`^draht_dev_${id}_0{43}[0-9A-Za-z]{6}$`));

  const largest = formatToken({ stage: "dev", id }, new Uint8Array(secretBytes).fill(255));
  const [, payload = "", checksum = ""] = /^(.+)(.{6})$/.exec(largest) ?? [];
  const value = Array.from(checksum).reduce(
    (sum, digit) => sum * 62 + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(digit),
    0,
  );
  expect(value).toBe(Bun.hash.crc32(payload));
});

test("gives back stage and id of any token that was written", () => {
  fc.assert(
    fc.property(parts, secrets, (parts, secret) => {
      expect(parseToken(formatToken(parts, secret))).toEqual(parts);
    }),
    { numRuns: 200 },
  );
});

test("different secrets give different tokens of the same length", () => {
  fc.assert(
    fc.property(secrets, secrets, (one, other) => {
      const [a, b] = [formatToken({ stage: "dev", id }, one), formatToken({ stage: "dev", id }, other)];
      expect(a === b).toBe(Buffer.compare(one, other) === 0);
      expect(a.length).toBe(b.length);
    }),
    { numRuns: 200 },
  );
});

test("a token with one other character is none", () => {
  fc.assert(
    fc.property(parts, secrets, fc.nat(), fc.stringMatching(/^[0-9A-Za-z_-]$/), (parts, secret, position, other) => {
      const token = formatToken(parts, secret);
      const index = position % token.length;
      fc.pre(token[index] !== other);
      expect(parseToken(token.slice(0, index) + other + token.slice(index + 1))).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test("a token that was cut is none", () => {
  const token = formatToken({ stage: "dev", id }, new Uint8Array(secretBytes));
  for (let length = 0; length < token.length; length += 1) expect(parseToken(token.slice(0, length))).toBeNull();
});

describe("no token is", () => {
  const token = formatToken({ stage: "dev", id }, new Uint8Array(secretBytes));

  test.each([
    ["one with something before or behind it", [` ${token}`, `${token} `, `${token}\n`, `${token}0`, `x${token}`]],
    ["one in another case", [token.toUpperCase(), token.toLowerCase().replace("draht", "Draht")]],
    ["one without stage", [token.replace("_dev_", "__")]],
  ])("%s", (_what, texts) => {
    for (const text of texts) expect(parseToken(text)).toBeNull();
  });

  test("any other text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(parseToken(text)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

test("a scanner finds a token within other text", () => {
  const token = formatToken({ stage: "pr-12", id }, crypto.getRandomValues(new Uint8Array(secretBytes)));
  expect(tokenPattern.exec(`curl -H "authorization: Bearer ${token}" https://api.example.com`)?.[0]).toBe(token);
});
