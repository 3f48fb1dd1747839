import { describe, expect, test } from "bun:test";
import { checkBudget, describeSize, lambdaLimits, layerBudget } from "./layer-budget.ts";

describe("a layer's size", () => {
  test("may be as large as the budget", () => {
    expect(() => checkBudget(layerBudget)).not.toThrow();
  });

  test.each([
    ["zipped", { ...layerBudget, zipped: layerBudget.zipped + 1 }],
    ["unzipped", { ...layerBudget, unzipped: layerBudget.unzipped + 1 }],
  ])("is refused above the budget: %s", (kind, size) => {
    expect(() => checkBudget(size)).toThrow(
      expect.objectContaining({ code: "OVER_BUDGET", message: expect.stringContaining(`MB ${kind} of`) }),
    );
  });

  test("is budgeted to leave a function half of what Lambda unpacks", () => {
    expect(layerBudget.unzipped).toBeLessThan(lambdaLimits.unzipped / 2);
  });

  test("above a direct upload is told to go through S3", () => {
    expect(describeSize({ zipped: lambdaLimits.directUpload + 1, unzipped: 1 })).toContain("through S3");
    expect(describeSize({ zipped: lambdaLimits.directUpload, unzipped: 1 })).toContain("small enough");
  });
});
