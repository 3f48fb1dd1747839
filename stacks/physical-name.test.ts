import { expect, test } from "bun:test";
import { functions } from "../functions/manifest/functions.ts";
import { physicalName } from "./physical-name.ts";

test("names the app, the stage and the resource", () => {
  expect(physicalName({ name: "draht", stage: "dev" }, "getCategory")).toBe("draht-dev-getCategory");
});

test("there is room for a stage of 16 letters beside every function", () => {
  for (const { name } of functions) physicalName({ name: "draht", stage: "a".repeat(16) }, name);
});

test.each([
  ["pull_request", "getCategory"],
  ["Ünal", "getCategory"],
  ["a".repeat(48), "getCategory"],
])("refuses the stage %s and says how it may be called", (stage, name) => {
  expect(() => physicalName({ name: "draht", stage }, name)).toThrow(
    expect.objectContaining({
      code: "STAGE_NAME_INVALID",
      message: expect.stringContaining("letters, digits and hyphens, at most 46 of them"),
    }),
  );
});
