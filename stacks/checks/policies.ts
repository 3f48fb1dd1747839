import type { Json } from "../../synth/json.ts";
import type { SynthesisedResource, Synthesis } from "../../synth/synthesis.ts";
import { resourcesOfType } from "../../synth/resources.ts";
import { fields, list, text } from "./inputs.ts";

/** One thing that a policy document lets someone do. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

/** What a policy document allows, one grant for each pair of action and resource. Denials take nothing away here. */
export function grantsOf(document: Json | undefined): Grant[] {
  return statementsOf(document)
    .filter((statement) => statement["Effect"] === "Allow")
    .flatMap((statement) =>
      oneOrMore(statement["Action"]).flatMap((action) =>
        oneOrMore(statement["Resource"]).map((resource) => ({ action, resource })),
      ),
    );
}

/** The statements of a policy document, which is given as an object or as its JSON. */
export function statementsOf(document: Json | undefined) {
  const parsed: Json = typeof document === "string" ? JSON.parse(document) : (document ?? null);
  return list(fields(parsed)["Statement"]).map((statement) => fields(statement));
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
