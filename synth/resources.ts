import { isJsonObject, type JsonObject, stringOr } from "./json.ts";
import type { Synthesis, SynthesisedResource } from "./synthesis.ts";

/** The resources of one Pulumi type, such as `aws:lambda/function:Function`. */
export function resourcesOfType({ resources }: Pick<Synthesis, "resources">, type: string): SynthesisedResource[] {
  return resources.filter((resource) => resource.type === type);
}

/** One statement of an IAM policy, with its lists always as lists. */
export interface PolicyStatement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** The statements of a role's own policies. Managed policies are not looked into. */
export function roleStatements({ inputs }: Pick<SynthesisedResource, "inputs">): PolicyStatement[] {
  const policies = objects(inputs["inlinePolicies"]);
  return policies.flatMap(({ policy }) => statementsOf(typeof policy === "string" ? JSON.parse(policy) : policy));
}

/** The statements of a policy document. */
function statementsOf(document: unknown): PolicyStatement[] {
  if (!isJsonObject(document)) return [];
  return objects(document["Statement"]).map(({ Effect, Action, Resource }) => ({
    effect: stringOr(Effect, ""),
    actions: strings(Action),
    resources: strings(Resource),
  }));
}

/** The objects of a list; one that stands alone counts as a list of one. */
export function objects(value: unknown): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
}

/** The texts of a list; one that stands alone counts as a list of one. */
export function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");
}

/** The name in the account. */
export function physicalName({ name, inputs }: Pick<SynthesisedResource, "name" | "inputs">): string {
  return stringOr(inputs["name"], name);
}

/** The name that the component around a resource has in the stack; at the top, the resource's own. */
export function componentName({ name, parent }: Pick<SynthesisedResource, "name" | "parent">): string {
  return parent?.split("::").at(-1) ?? name;
}

/** What stands behind the last colon of an ARN. */
export function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
