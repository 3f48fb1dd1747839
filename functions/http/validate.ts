import * as v from "valibot";

/** One value that a schema refuses. */
export interface SchemaError {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type Validated<Output> =
  | { readonly valid: true; readonly value: Output }
  | { readonly valid: false; readonly errors: readonly SchemaError[] };

/** So many faults are named that a caller sees the pattern, and not so many that the answer outgrows the request. */
const maximumErrors = 20;

/** Longer than any name that is known. So much of an unknown one is repeated: a body may be all name. */
const maximumNameLength = 200;

/** Checks a value against a schema, naming each value that is at fault (the first 20) and what is allowed there. */
export function validate<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): Validated<v.InferOutput<Schema>> {
  // Valibot takes an array for an object.
  if (isStrictObject(schema) && Array.isArray(input)) {
    return { valid: false, errors: [{ path: [], message: "Must be a JSON object." }] };
  }
  const unknown = unknownKeyErrors(schema, input);
  const result = v.safeParse(schema, input);
  if (result.success && unknown.length === 0) return { valid: true, value: result.output };
  const others = (result.issues ?? []).filter((issue) => !isUnknownKey(issue)).map(toSchemaError);
  return { valid: false, errors: [...unknown, ...others].slice(0, maximumErrors) };
}

/** Valibot names the first unknown key only, and takes inherited names such as `constructor` for known ones. */
function unknownKeyErrors(schema: v.GenericSchema, input: unknown): SchemaError[] {
  if (!isStrictObject(schema) || typeof input !== "object" || input === null) return [];
  const known = Object.keys(schema.entries);
  const allowed = known.length === 0 ? "None is allowed." : `Allowed: ${known.join(", ")}.`;
  return Object.keys(input)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [shortened(key)], message: `Is not known here. ${allowed}` }));
}

function shortened(name: string): string {
  return name.length > maximumNameLength ? `${name.slice(0, maximumNameLength)}…` : name;
}

function isStrictObject(schema: v.GenericSchema): schema is v.StrictObjectSchema<v.ObjectEntries, undefined> {
  return schema.type === "strict_object";
}

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === "strict_object" && issue.expected === "never";
}

function toSchemaError(issue: v.BaseIssue<unknown>): SchemaError {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
  return { path, message: toMessage(issue) };
}

function toMessage(issue: v.BaseIssue<unknown>): string {
  // Rules and unions bring messages of their own; those of types would repeat the caller's value.
  if (issue.kind === "validation" || issue.type === "union") return issue.message;
  if (issue.received === "undefined") return "Is required.";
  if (issue.type === "picklist")
    return `Must be one of ${issue.expected?.replaceAll(/[()"]/g, "").replaceAll(" | ", ", ")}.`;
  return `Must be ${typeNames[issue.expected ?? ""] ?? issue.expected}.`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  Object: "a JSON object",
  Array: "a JSON array",
};
