import { formatMermaid } from "./format-mermaid.ts";
import { resourceGraph } from "./resource-graph.ts";
import type { Synthesis } from "./synthesis.ts";

/** A page of documentation: what a stage consists of, as a drawing and counted by type. */
export function formatDocument(synthesis: Synthesis): string {
  const { app, resources } = synthesis;
  const created = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi"));
  const byType = [...Map.groupBy(created, ({ type }) => type)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `# What the stage ${app.stage} consists of

Derived from the stage's synthesis, not drawn by hand:
\`DRAHT_DOMAIN=example.com DRAHT_ALARM_EMAIL=operations@example.com bun run synth --stage ${app.stage} --markdown --out docs/resources.md\`

\`\`\`mermaid
${formatMermaid(resourceGraph(synthesis))}\`\`\`

| Type | Resources |
| :--- | ---: |
${byType.map(([type, list]) => `| \`${type}\` | ${list.length} |`).join("\n")}
`;
}
