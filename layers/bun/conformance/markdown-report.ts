import type { CaseResult } from "./case-result.ts";
import { beyondScenarios, contract } from "./contract.ts";
import { markOf, summaryOf } from "./report.ts";
import type { RuntimeUnderTest } from "./runtime-under-test.ts";

export interface Column {
  readonly runtime: RuntimeUnderTest;
  readonly results: readonly CaseResult[];
}

/** The page `docs/runtime-conformance.md`: one row a case, one column a runtime, then why columns differ. */
export function markdownReport(columns: readonly Column[], date: Date): string {
  const [first] = columns;
  const rows = (first?.results ?? []).map(({ number, title }, index) => {
    const marks = columns.map(({ results }) => markOf(results[index]?.verdict ?? "not applicable"));
    return `| ${number} | ${escape(title)} | ${marks.join(" | ")} |`;
  });
  return [
    "# Runtime conformance",
    "",
    "Written by `bun run conformance --markdown`. Each case runs a function in a process of the runtime, against a Runtime",
    "API that records every byte and misbehaves on demand. The expectations are the platform's: AWS's own client for Node.js",
    "runs the same table.",
    "",
    `Run on ${date.toISOString().slice(0, 10)}, ${process.platform} ${process.arch}.`,
    "",
    "| Runtime | Result |",
    "| --- | --- |",
    ...columns.map(({ runtime, results }) => `| ${runtime.label} | ${summaryOf(results)} |`),
    "",
    "✓ holds · ✗ fails · ≠ is known to differ, see below · – not applicable",
    "",
    `| Number | Case | ${columns.map(({ runtime }) => runtime.name).join(" | ")} |`,
    `| --- | --- | ${columns.map(() => "---").join(" | ")} |`,
    ...rows,
    ...columns.flatMap(differences),
    "",
    "## What no scenario shows",
    "",
    ...Object.entries(beyondScenarios).map(([number, reason]) => `- ${number}: ${reason}.`),
    "",
    "## The numbers",
    "",
    "| Number | Behaviour |",
    "| --- | --- |",
    ...Object.entries(contract).map(([number, text]) => `| ${number} | ${text} |`),
    "",
  ].join("\n");
}

/** The reasons of one runtime for what does not hold, each once with its cases. */
function differences({ runtime, results }: Column): string[] {
  const byReason = new Map<string, string[]>();
  for (const { number, title, verdict, reason = "" } of results) {
    if (verdict !== "differs" && verdict !== "failed") continue;
    const key = verdict === "differs" ? reason : `fails: ${reason.split("\n")[0] ?? ""}`;
    byReason.set(key, [...(byReason.get(key) ?? []), `${number} ${title}`]);
  }
  if (byReason.size === 0) return [];
  const items = [...byReason].map(([reason, names]) => `- ${escape(reason)} (${escape(names.join("; "))})`);
  return ["", `## Where ${runtime.name} differs`, "", ...items];
}

function escape(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
