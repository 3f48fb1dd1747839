import { describe, expect, test } from "bun:test";
import type { VersionPrecondition } from "../backend/application/versioning/version-precondition.ts";
import { PreconditionRequiredException } from "../backend/domain/exception/precondition-required-exception.ts";
import { HttpException } from "./http-exception.ts";
import { isNotModified, requireIfMatch } from "./preconditions.ts";

describe("If-Match", () => {
  const readable: [string, VersionPrecondition][] = [
    ["*", { kind: "any" }],
    ['"3"', { kind: "versions", versions: [3] }],
    ['"3", "12"', { kind: "versions", versions: [3, 12] }],
    // The comparison is a strong one, and tags of another form are no versions.
    ['W/"3"', { kind: "versions", versions: [] }],
    ['"abc", "03", "0", "-1", "3.0", "99999999999999999999"', { kind: "versions", versions: [] }],
  ];
  test.each(readable)("%s", (value, precondition) => {
    expect(requireIfMatch({ "if-match": value })).toEqual(precondition);
  });

  test.each([{}, { "if-match": "" }, { "if-match": " " }])("is required: %j", (headers) => {
    expect(() => requireIfMatch(headers)).toThrow(PreconditionRequiredException);
  });

  test("is refused when it cannot be read", () => {
    expect(() => requireIfMatch({ "if-match": "3" })).toThrow(HttpException);
  });
});

describe("If-Match with If-None-Match", () => {
  const both: [string, string, VersionPrecondition][] = [
    ["*", "*", { kind: "versions", versions: [] }],
    ['"3"', "*", { kind: "versions", versions: [] }],
    ['"3", "4"', '"4"', { kind: "versions", versions: [3] }],
    ['"3"', '"4"', { kind: "versions", versions: [3] }],
    // The comparison is a weak one.
    ['"3"', 'W/"3"', { kind: "versions", versions: [] }],
    ["*", '"3", "abc"', { kind: "except", versions: [3] }],
    ["*", '"abc"', { kind: "any" }],
    ["*", "", { kind: "any" }],
  ];
  test.each(both)("%s and %s", (ifMatch, ifNoneMatch, precondition) => {
    expect(requireIfMatch({ "if-match": ifMatch, "if-none-match": ifNoneMatch })).toEqual(precondition);
  });

  test("is refused when that cannot be read", () => {
    expect(() => requireIfMatch({ "if-match": "*", "if-none-match": "3" })).toThrow(HttpException);
  });
});

describe("If-None-Match", () => {
  test.each([
    ['"3"', true],
    // The comparison is a weak one.
    ['W/"3"', true],
    ['"1", "3"', true],
    ["*", true],
    ['"4"', false],
    ["", false],
  ])("%s: %p", (value, expected) => {
    expect(isNotModified({ "if-none-match": value }, '"3"')).toBe(expected);
  });

  test("matches nothing when it is absent", () => {
    expect(isNotModified({}, '"3"')).toBe(false);
  });

  test("is refused when it cannot be read", () => {
    expect(() => isNotModified({ "if-none-match": "3" }, '"3"')).toThrow(HttpException);
  });
});
