import type { Json } from "./json.ts";
import type { Change, PlanDifference } from "./plan-difference.ts";
import type { PlannedResource } from "./plan.ts";

/** Tells a difference to a reader: `+` for what is added, `-` for what is removed, `~` for what changes, and how. */
export function formatDifference({ added, removed, changed }: PlanDifference): string {
  const lines = [
    ...added.map((resource) => `+ ${label(resource)}`),
    ...removed.map((resource) => `- ${label(resource)}`),
    ...changed.flatMap(({ resource, changes }) => [`~ ${label(resource)}`, ...changes.map(formatChange)]),
  ];
  const summary = `${added.length} added, ${removed.length} removed, ${changed.length} changed`;
  return lines.length === 0 ? "No difference.\n" : `${lines.join("\n")}\n\n${summary}\n`;
}

function label({ type, name }: PlannedResource): string {
  return `${name}  ${type}`;
}

function formatChange({ path, before, after }: Change): string {
  return `    ${path}: ${formatValue(before)} → ${formatValue(after)}`;
}

function formatValue(value: Json | undefined): string {
  return value === undefined ? "none" : JSON.stringify(value);
}
