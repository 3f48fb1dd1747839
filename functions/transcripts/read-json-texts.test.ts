import { describe, expect, test } from "bun:test";
import { jsonLines, readJsonTexts } from "./read-json-texts.ts";

function lines(text: string) {
  return readJsonTexts({ mediaType: jsonLines, text });
}

function array(text: string) {
  return readJsonTexts({ mediaType: "application/json", text });
}

describe("JSON Lines", () => {
  test("are values beside their texts, whatever ends a line", () => {
    const values = [
      { text: '{"a":1.0}', value: { a: 1 } },
      { text: "[ ]", value: [] },
    ];
    expect(lines('{"a":1.0}\n[ ]')).toEqual(values);
    expect(lines('\n \t{"a":1.0}\r\n\r\n[ ] \r\n\n')).toEqual(values);
  });

  test("are numbered with the blank ones, in a complaint", () => {
    expect(() => lines('{}\n\n{"a"}\n')).toThrow("Line 3 of the body is no valid JSON: it goes wrong at column 5.");
  });

  test("are counted to the end, without the blank ones", () => {
    expect(lines("0\n\n".repeat(1_000))).toHaveLength(1_000);
    expect(() => lines("0\n\n".repeat(200_000))).toThrow("Must hold 1 to 1000 entries; it holds 200000.");
    expect(() => lines("\n".repeat(200_000))).toThrow("Must hold 1 to 1000 entries; it holds 0.");
  });

  test("are too many before one of them is looked at", () => {
    expect(() => lines("{\n".repeat(1_001))).toThrow("it holds 1001.");
  });
});

describe("a JSON array", () => {
  test("is values beside their texts", () => {
    expect(array(' [1.0, {"a" : 1} ] ')).toEqual([
      { text: "1.0", value: 1 },
      { text: '{"a" : 1}', value: { a: 1 } },
    ]);
  });

  test("is not what is other JSON, or none", () => {
    expect(() => array('{"a":[1]}')).toThrow("Must be a JSON array of entries.");
    expect(() => array("[1,]")).toThrow("The body is no valid JSON: it goes wrong at line 1, column 4.");
    expect(() => array("[".repeat(200_000))).toThrow("it goes wrong at line 1, column 200001.");
  });
});

test("half a surrogate pair cannot be kept", () => {
  expect(() => lines('"\ud800"')).toThrow("half of a surrogate pair");
});
