import { describe, expect, test } from "bun:test";
import type { CaseResult } from "./case-result.ts";
import { markdownReport } from "./markdown-report.ts";
import { formatResult, summaryOf } from "./report.ts";
import type { RuntimeUnderTest } from "./runtime-under-test.ts";

const held: CaseResult = { number: "A1", title: "boots", verdict: "held" };
const failed: CaseResult = {
  number: "F32",
  title: "a | b",
  verdict: "failed",
  reason: "code: expected 1, received 2",
  expected: "1",
  received: "2",
};
const differs: CaseResult = { number: "G37", title: "throws", verdict: "differs", reason: "it never does" };
const absent: CaseResult = { number: "N59", title: "fetches", verdict: "not applicable", reason: "no HTTP" };
const results = [held, failed, differs, absent];

describe("the printed table", () => {
  test("marks what held, and says why the rest did not", () => {
    expect(results.map((result) => formatResult(result).split("\n"))).toEqual([
      ["✓ A1   boots"],
      ["✗ F32  a | b", "         code: expected 1, received 2", "         expected  1", "         received  2"],
      ["≠ G37  throws  (differs: it never does)"],
      ["– N59  fetches  (not applicable: no HTTP)"],
    ]);
  });

  test("ends with how many of each", () => {
    expect(summaryOf(results)).toBe("1 held, 1 failed, 1 not applicable, 1 known difference");
  });
});

function runtime(name: string): RuntimeUnderTest {
  return { name, label: `${name} 1.0`, command: [], lacks: {} };
}

test("the page has a row a case, a column a runtime, and the reasons", () => {
  const all = results.map(({ number, title }): CaseResult => ({ number, title, verdict: "held" }));
  const columns = [
    { runtime: runtime("one"), results: all },
    { runtime: runtime("two"), results: results },
  ];
  const page = markdownReport(columns, new Date("2026-01-02T03:04:05Z"));
  expect(page).toContain("Run on 2026-01-02");
  expect(page).toContain("| two 1.0 | 1 held, 1 failed, 1 not applicable, 1 known difference |");
  expect(page).toContain("| F32 | a \\| b | ✓ | ✗ |");
  expect(page).toContain("- it never does (G37 throws)");
  expect(page).toContain("- fails: code: expected 1, received 2");
  expect(page).not.toContain("## Where one differs");
});
