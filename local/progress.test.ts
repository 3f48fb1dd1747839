import { expect, test } from "bun:test";
import { formatDuration, Progress } from "./progress.ts";

test("a step writes its details and then one line with summary and time", async () => {
  const lines: string[] = [];

  const result = await new Progress((line) => lines.push(line)).step("layer", async (detail) => {
    detail("downloading");
    return { result: 42, summary: "linux-x64" };
  });

  expect(result).toBe(42);
  expect(lines[0]).toBe("  layer      downloading");
  expect(lines[1]).toMatch(/^✓ layer {6}linux-x64 {2}[\d.]+ m?s$/);
  expect(lines).toHaveLength(2);
});

test("a step that fails writes nothing and passes the error on", async () => {
  const lines: string[] = [];

  const failed = new Progress((line) => lines.push(line)).step("layer", () => Promise.reject(new Error("no")));

  expect(String(await failed.catch((error: unknown) => error))).toBe("Error: no");
  expect(lines).toEqual([]);
});

test.each([
  [0.4, "0 ms"],
  [999.4, "999 ms"],
  [999.5, "1.0 s"],
  [61_250, "61.3 s"],
])("%d milliseconds read %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
