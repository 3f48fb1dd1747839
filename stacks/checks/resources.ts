import type { Json, JsonObject } from "../../synth/json.ts";
import type { SynthesisedResource, Synthesis } from "../../synth/synthesis.ts";

/** A deployment's resources of one of Pulumi's types. */
export function ofType({ resources }: Synthesis, type: string): SynthesisedResource[] {
  return resources.filter((resource) => resource.type === type);
}

/** What a resource is called in the account; its logical name where it has no other. */
export function physicalNameOf({ inputs, name }: SynthesisedResource): string {
  return text(inputs["name"]) || name;
}

/** What the table of the manifest with this logical name is called in the account; empty where it is missing. */
export function tableNamed(synthesis: Synthesis, name: string): string {
  const table = ofType(synthesis, "aws:dynamodb/table:Table").find((resource) => resource.name === `${name}Table`);
  return table ? physicalNameOf(table) : "";
}

/** The text of an input; empty for anything else. */
export function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The elements of an input; none for anything else. */
export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The fields of an input; none for anything else. */
export function fields(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
