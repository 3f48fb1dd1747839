import { expect, test } from "bun:test";
import { allows, type VersionPrecondition } from "./version-precondition.ts";

const cases: [VersionPrecondition, boolean][] = [
  [{ kind: "any" }, true],
  [{ kind: "versions", versions: [1, 3] }, true],
  [{ kind: "versions", versions: [1, 2] }, false],
  [{ kind: "versions", versions: [] }, false],
  [{ kind: "except", versions: [1, 2] }, true],
  [{ kind: "except", versions: [3] }, false],
];

test.each(cases)("%j allows version 3: %p", (precondition, expected) => {
  expect(allows(precondition, 3)).toBe(expected);
});
