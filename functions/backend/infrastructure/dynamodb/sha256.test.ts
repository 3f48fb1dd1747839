import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { createHash, createHmac } from "node:crypto";
import { Sha256 } from "./sha256.ts";

async function digest(hash: Sha256): Promise<string> {
  return Buffer.from(await hash.digest()).toString("hex");
}

test("hashes as node:crypto does, in whatever pieces", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 5 }), async (pieces) => {
      const hash = new Sha256();
      for (const piece of pieces) hash.update(piece);
      expect(await digest(hash)).toBe(createHash("sha256").update(Buffer.concat(pieces)).digest("hex"));
    }),
    { numRuns: 100 },
  );
});

test("with a secret gives the HMAC that node:crypto gives", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 150 }), fc.string({ unit: "binary" }), async (secret, text) => {
      const hash = new Sha256(secret);
      hash.update(text);
      expect(await digest(hash)).toBe(createHmac("sha256", secret).update(text.toWellFormed()).digest("hex"));
    }),
    { numRuns: 100 },
  );
});

test.each([
  ["a string", "secret"],
  ["bytes", Buffer.from("secret")],
  ["a part of a buffer", new Uint8Array(Buffer.from("a secret!")).subarray(2, 8)],
  ["a buffer", new TextEncoder().encode("secret").buffer],
])("takes %s", async (_what, data) => {
  const hash = new Sha256(data);
  hash.update(data);
  expect(await digest(hash)).toBe(createHmac("sha256", "secret").update("secret").digest("hex"));
});

test("gives its digest more than once, and goes on", async () => {
  const hash = new Sha256("secret");
  hash.update("a");
  expect(await digest(hash)).toBe(await digest(hash));
  hash.update("b");
  expect(await digest(hash)).toBe(createHmac("sha256", "secret").update("ab").digest("hex"));
});

test("starts again with its secret after a reset", async () => {
  const hash = new Sha256("secret");
  hash.update("forgotten");
  hash.reset();
  hash.update("a");
  expect(await digest(hash)).toBe(createHmac("sha256", "secret").update("a").digest("hex"));
});
