import { isJsonObject, type Json } from "../../synth/json.ts";
import type { SynthesisedResource, Synthesis } from "../../synth/synthesis.ts";
import { resourcesOfType } from "../../synth/resources.ts";
import { fields, list, text } from "./inputs.ts";

/** One thing that a policy document lets someone do. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

/**
 * What a policy document allows, one grant for each pair of action and resource. Denials take nothing away here. What is
 * told by what it is not (`NotAction`, `NotResource`) counts as everything.
 *
 * Source: AWS documentation, "IAM JSON policy elements".
 */
export function grantsOf(document: Json | undefined): Grant[] {
  return statementsOf(document)
    .filter((statement) => statement["Effect"] === "Allow")
    .flatMap((statement) => {
      const actions = "NotAction" in statement ? ["*"] : oneOrMore(statement["Action"]);
      const resources = "NotResource" in statement ? ["*"] : oneOrMore(statement["Resource"]);
      return actions.flatMap((action) => resources.map((resource) => ({ action, resource })));
    });
}

/** The statements of a policy document, which is given as an object or as its JSON; one may stand there without a list. */
export function statementsOf(document: Json | undefined) {
  const parsed: Json = typeof document === "string" ? JSON.parse(document) : (document ?? null);
  const statements = fields(parsed)["Statement"];
  return (isJsonObject(statements) ? [statements] : list(statements)).map(fields);
}

/** What a role may do: all of its inline policies. */
export function grantsOfRole({ inputs }: SynthesisedResource): Grant[] {
  return list(inputs["inlinePolicies"]).flatMap((policy) => grantsOf(fields(policy)["policy"]));
}

/** The role that a function runs under. */
export function roleOf(synthesis: Synthesis, lambda: SynthesisedResource): SynthesisedResource | undefined {
  const arn = text(lambda.inputs["role"]);
  return resourcesOfType(synthesis, "aws:iam/role:Role").find(({ inputs }) =>
    arn.endsWith(`:role/${text(inputs["name"])}`),
  );
}

function oneOrMore(value: Json | undefined): string[] {
  return typeof value === "string" ? [value] : list(value).map(text);
}
