import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { parseEntry } from "./entry.ts";

const valid = { id: "a1b2c3d4", parentId: null, timestamp: "2026-01-02T03:04:05.678Z", type: "message" };

function parse(value: unknown, text = JSON.stringify(value)) {
  return parseEntry({ text, value });
}

/** The keys at fault; undefined where none is. */
function faultsOf(value: unknown): string[] | undefined {
  const result = parse(value);
  return "id" in result ? undefined : result.map(({ path }) => path.join("."));
}

describe("an entry", () => {
  test("is its id and its text, whatever else is in it", () => {
    const text = '{ "type":"message","id":"a","timestamp":"2026-01-02T03:04:05Z","n":1.0,"parentId":"b" }';
    expect(parse(JSON.parse(text), text)).toEqual({ id: "a", json: text });
  });

  test("needs no parent", () => {
    const { parentId: _, ...root } = valid;
    expect(faultsOf(root)).toBeUndefined();
  });

  test.each([[null], [[]], ["text"], [7], [true]])("is no %j", (value) => {
    expect(parse(value)).toEqual([{ path: [], message: "Must be a JSON object." }]);
  });

  test.each<[string, unknown]>([
    ["id", undefined],
    ["id", ""],
    ["id", 7],
    ["id", "a b"],
    ["id", "é"],
    ["id", "a".repeat(129)],
    ["parentId", 7],
    ["parentId", ""],
    ["timestamp", undefined],
    ["timestamp", "yesterday"],
    ["type", undefined],
    ["type", "two words"],
    ["type", "_"],
    ["type", "a".repeat(65)],
  ])("cannot have the %s %j", (key, value) => {
    expect(faultsOf({ ...valid, [key]: value })).toEqual([key]);
  });

  test("has no value of its own where the prototype of objects has one", () => {
    expect(faultsOf(JSON.parse('{"__proto__":{"id":"a","type":"a"},"timestamp":"2026-01-02T03:04:05Z"}'))).toEqual([
      "id",
      "type",
    ]);
  });

  test("stands in one line", () => {
    for (const space of ["\n", "\r"]) {
      const text = JSON.stringify(valid).replace(",", `,${space}`);
      expect(parse(valid, text)).toEqual([
        { path: [], message: "Must stand in one line, without line breaks between its tokens." },
      ]);
    }
  });

  test("takes ids and types of every length that is allowed", () => {
    const id = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 128,
    });
    fc.assert(
      fc.property(id, fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}$/), (id, type) => {
        expect(faultsOf({ ...valid, id, parentId: id, type })).toBeUndefined();
      }),
    );
  });
});
