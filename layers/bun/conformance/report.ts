import type { CaseResult, Verdict } from "./case-result.ts";

const marks: Readonly<Record<Verdict, string>> = { held: "✓", failed: "✗", differs: "≠", "not applicable": "–" };

export function markOf(verdict: Verdict): string {
  return marks[verdict];
}

/** The lines about one case: its mark, name and, where it does not hold, why. */
export function formatResult({ number, title, verdict, reason, expected, received }: CaseResult): string {
  const line = `${marks[verdict]} ${number.padEnd(4)} ${title}`;
  if (verdict === "held") return line;
  if (verdict !== "failed") return `${line}  (${verdict}: ${reason})`;
  const comparison = expected === undefined ? [] : [`expected  ${expected}`, `received  ${received}`];
  return [
    line,
    ...[reason ?? "", ...comparison].flatMap((text) => text.split("\n")).map((text) => `         ${text}`),
  ].join("\n");
}

/** `151 held, 2 failed, 40 not applicable, 0 known differences` */
export function summaryOf(results: readonly CaseResult[]): string {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  const [held, failed, absent, differing] = [count("held"), count("failed"), count("not applicable"), count("differs")];
  return `${held} held, ${failed} failed, ${absent} not applicable, ${differing} known ${differing === 1 ? "difference" : "differences"}`;
}
