import { expect, test } from "bun:test";
import { Sha256TokenHasher } from "./sha256-token-hasher.ts";

const hasher = new Sha256TokenHasher();

test("hashes with SHA-256", () => {
  // Source: FIPS 180-4 example, "abc".
  const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(Buffer.from(hasher.hash("abc"), "base64url").toString("hex")).toBe(expected);
});

test("tells equal hashes from others", () => {
  expect(hasher.matches(hasher.hash("a"), hasher.hash("a"))).toBe(true);
  expect(hasher.matches(hasher.hash("a"), hasher.hash("b"))).toBe(false);
  expect(hasher.matches(hasher.hash("a"), "")).toBe(false);
});

test("the hash of nothing is compared like any other", () => {
  expect(hasher.none).toHaveLength(hasher.hash("a").length);
  expect(hasher.matches(hasher.hash("a"), hasher.none)).toBe(false);
});
