import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import { PlanError } from "./plan-error.ts";
import type { App, SynthesisedResource, Synthesis } from "./synthesis.ts";

/** Raised when a plan of before cannot be compared with one of today. */
const format = 1;

/**
 * What would be created for a stage, in a form that can be saved and compared: sorted, the same on every machine, and
 * without the value of any secret.
 */
export interface Plan {
  readonly format: typeof format;
  readonly app: App;
  readonly resources: readonly PlannedResource[];
  readonly links: Readonly<Record<string, JsonObject>>;
  readonly outputs: JsonObject;
}

export interface PlannedResource {
  /** The URN without app and stage, so that stages can be compared. */
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** The id of the component that it is a part of; absent at the top. */
  readonly parent?: string;
  readonly inputs: JsonObject;
  /** Whether an update or removal that would delete it is refused. */
  readonly protect: boolean;
  /** Whether it stays in the account when it is removed from the stage. */
  readonly retainOnDelete: boolean;
}

/** What stands for the value of a secret. */
export const maskedSecret = "(secret)";

/** Only SST's own bookkeeping. */
const unplannedTypes: ReadonlySet<string> = new Set(["pulumi:pulumi:Stack", "sst:sst:LinkRef", "sst:sst:Version"]);

/** @param root Absolute path of the folder with `sst.config.ts`; paths in it become relative. */
export function planOf(synthesis: Synthesis, root: string): Plan {
  const { app, links, outputs } = synthesis;
  const secrets = secretTexts(synthesis.secretValues);
  const plan: Plan = {
    format: format,
    app,
    resources: synthesis.resources.filter(({ type }) => !unplannedTypes.has(type)).map(planned),
    links,
    outputs,
  };
  return mapStrings(plan, (text) => mask(text, secrets).replaceAll(`${root}/`, "./"));
}

/** Two spaces of indentation, keys in their order, and a line feed at the end. */
export function formatPlan(plan: Plan): string {
  return `${JSON.stringify(plan, sortedKeys, 2)}\n`;
}

/** @throws PlanError when the text is no plan, or one of another format. */
export function parsePlan(text: string): Plan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PlanError("it is no JSON", { cause: error });
  }
  if (!isPlan(value)) throw new PlanError(`it is not what \`bun run synth --json\` writes (format ${format})`);
  return value;
}

function planned({ urn, type, name, parent, inputs, options }: SynthesisedResource): PlannedResource {
  const { protect, retainOnDelete } = options;
  const within = parent !== undefined && !parent.includes("::pulumi:pulumi:Stack::") && { parent: idOf(parent) };
  return { id: idOf(urn), type, name, ...within, inputs, protect, retainOnDelete };
}

/** `urn:pulumi:<stage>::<app>::<types>::<name>`. Source: Pulumi documentation, "Resource names", "URNs". */
function idOf(urn: string): string {
  return urn.split("::").slice(2).join("::");
}

/** The values also as they stand in text that is JSON, the longest first: one may hold another. */
function secretTexts(values: readonly string[]): string[] {
  const texts = values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
  return texts.filter((text) => text !== "").sort((one, other) => other.length - one.length);
}

function mask(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, maskedSecret), text);
}

function isPlan(value: unknown): value is Plan {
  return (
    isJsonObject(value) &&
    value["format"] === format &&
    hasTexts(value["app"], "name", "stage") &&
    isJsonObject(value["links"]) &&
    isJsonObject(value["outputs"]) &&
    Array.isArray(value["resources"]) &&
    value["resources"].every((resource) => hasTexts(resource, "id", "type", "name") && isJsonObject(resource["inputs"]))
  );
}

function hasTexts(value: unknown, ...names: readonly string[]): value is JsonObject {
  return isJsonObject(value) && names.every((name) => typeof value[name] === "string");
}

/** A copy with each string, but no key, changed. */
export function mapStrings<Value>(value: Value, change: (text: string) => string): Value {
  return JSON.parse(JSON.stringify(value), (_, part: Json) => (typeof part === "string" ? change(part) : part));
}

function sortedKeys(_: string, value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
