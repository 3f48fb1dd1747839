import { stringOr } from "./json.ts";
import { keyInputs } from "./key-inputs.ts";
import type { Plan, PlannedResource } from "./plan.ts";

/**
 * A plan for a reader: the resources below the component that they are a part of, each with its type, its logical name and
 * the inputs that matter most.
 */
export function formatTable(plan: Plan): string {
  const { app, resources } = plan;
  const top = resources.filter(({ parent }) => parent === undefined);
  const outputs = Object.entries(plan.outputs).filter(([name]) => !name.startsWith("_"));
  return [
    `${app.name} ${app.stage}, region ${stringOr(app.providers["aws"]?.["region"], "unknown")}, removal ${app.removal}` +
      (app.protect ? ", protected" : ""),
    `${resources.filter(isCreated).length} resources of ${new Set(resources.filter(isCreated).map(typeOf)).size} types`,
    "",
    ...top.flatMap((resource) => formatResource(resource, resources, "")),
    "",
    "Outputs",
    ...outputs.map(([name, value]) => `  ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`),
    "",
  ].join("\n");
}

function formatResource(resource: PlannedResource, all: readonly PlannedResource[], indent: string): string[] {
  const { id, type, name, inputs, protect, retainOnDelete } = resource;
  const options = [...(protect ? ["protected"] : []), ...(retainOnDelete ? ["retained"] : [])];
  const details = isCreated(resource) ? [...keyInputs(type, inputs), ...options].join("  ") : "";
  const parts = all.filter(({ parent }) => parent === id);
  return [
    `${indent}${name}  ${shortType(type)}`,
    ...(details === "" ? [] : [`${indent}  · ${details}`]),
    ...parts.flatMap((part) => formatResource(part, all, `${indent}  `)),
  ];
}

/** A component only groups others. */
function isCreated({ type }: PlannedResource): boolean {
  return !type.startsWith("sst:");
}

function typeOf({ type }: PlannedResource): string {
  return type;
}

/** `lambda Function` for `aws:lambda/function:Function`, `sst.aws.Function` for the component. */
function shortType(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  if (provider === "sst") return type.replaceAll(":", ".");
  return `${module.split("/")[0] ?? ""} ${name}`;
}
