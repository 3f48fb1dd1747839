import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { readZip } from "./testing/read-zip.ts";
import { zipArchive } from "./zip-archive.ts";

const entry = fc.record({
  path: fc.stringMatching(/^[a-z][a-z0-9./-]{0,40}$/),
  mode: fc.constantFrom(0o755, 0o644, 0o600),
  bytes: fc.uint8Array({ maxLength: 5000 }).map((bytes) => new Uint8Array(bytes)),
});

describe("a zip archive", () => {
  test("gives back any files, in their order", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        expect(readZip(zipArchive(entries))).toEqual(entries);
      }),
      { numRuns: 100 },
    );
  });

  test("is the same bytes for the same files", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), (entries) => {
        expect(zipArchive(entries)).toEqual(zipArchive(entries));
      }),
      { numRuns: 20 },
    );
  });
});
