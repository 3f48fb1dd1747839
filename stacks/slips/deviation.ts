import type { JsonObject } from "../../synth/json.ts";
import type { Synthesis } from "../../synth/synthesis.ts";
import type { CheckName } from "./slip.ts";

/**
 * One resource of a deployment other than it should be. Made in the synthesis itself, many take no longer than one: the
 * spellings of a mistake are shown so, where a slip in a stack shows one.
 */
export interface Deviation {
  readonly deviation: string;
  /** Logical name of the resource. */
  readonly resource: string;
  /** Inputs in place of the resource's own; undefined for none. */
  readonly inputs: (inputs: JsonObject) => Readonly<Record<string, JsonObject[string] | undefined>>;
  /** The check that has to find it, and what it has to say. */
  readonly foundBy: CheckName;
  readonly problem: RegExp;
}

/** @throws TypeError when there is not exactly one resource of the name. */
export function withDeviation(synthesis: Synthesis, { resource: name, inputs: change }: Deviation): Synthesis {
  const found = synthesis.resources.filter((resource) => resource.custom && resource.name === name);
  if (found.length !== 1) throw new TypeError(`${found.length} resources are called ${name}.`);

  const resources = synthesis.resources.map((resource) => {
    if (!found.includes(resource)) return resource;
    const inputs = Object.entries({ ...resource.inputs, ...change(resource.inputs) });
    return { ...resource, inputs: Object.fromEntries(inputs.filter(isPresent)) };
  });
  return { ...synthesis, resources };
}

function isPresent<Value>(entry: [string, Value | undefined]): entry is [string, Value] {
  return entry[1] !== undefined;
}
