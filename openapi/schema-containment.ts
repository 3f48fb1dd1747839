import type { JsonSchema } from "./open-api-document.ts";

/** Schemas by the names that references have for them. */
export type Schemas = Readonly<Record<string, JsonSchema>>;

/** One side of a comparison: a schema and the components that its references mean. */
export interface Side {
  readonly schema: JsonSchema;
  readonly components: Schemas;
}

/**
 * Why a value that `narrow` allows may be refused by `wide`; empty when none can be.
 *
 * It compares keyword by keyword and errs towards saying "may": two patterns, for example, are the same only when they
 * are written the same. A property that only `wide` knows is taken as absent from the values of `narrow`.
 */
export function containment(narrow: Side, wide: Side, at = ""): readonly string[] {
  return compare(resolve(narrow), resolve(wide), at);
}

function compare(narrow: Side, wide: Side, at: string): readonly string[] {
  const every = branches(narrow);
  if (every !== undefined) return every.flatMap((branch) => containment(branch, wide, at));
  const parts = wide.schema.allOf;
  if (parts !== undefined) return parts.flatMap((schema) => containment(narrow, { ...wide, schema }, at));

  const all = narrow.schema.allOf;
  if (all !== undefined) {
    const reasons = all.map((schema) => containment({ ...narrow, schema }, wide, at));
    return reasons.some(({ length }) => length === 0) ? [] : reasons.flat();
  }

  const some = branches(wide);
  if (some !== undefined) {
    const reasons = some.map((branch) => containment(narrow, branch, at));
    if (reasons.some(({ length }) => length === 0)) return [];
    // The branch that fails latest is the one that was meant.
    return [...reasons].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
  }

  const types = compareTypes(narrow.schema, wide.schema, at);
  if (types.length > 0) return types;
  return [
    ...compareValues(narrow.schema, wide.schema, at),
    ...compareLimits(narrow.schema, wide.schema, at),
    ...compareProperties(narrow, wide, at),
    ...compareItems(narrow, wide, at),
  ];
}

/**
 * What a schema is once its reference is followed.
 *
 * @throws TypeError when the document does not have it.
 */
export function resolve({ schema, components }: Side): Side {
  if (schema.$ref === undefined) return { schema, components };
  const name = schema.$ref.replace("#/components/schemas/", "");
  const target = components[name];
  if (target === undefined) throw new TypeError(`The document has no schema for the reference ${schema.$ref}.`);
  return resolve({ schema: target, components });
}

/** The alternatives of a schema: of `anyOf`, of `oneOf`, or of several types. */
function branches({ schema, components }: Side): readonly Side[] | undefined {
  const { anyOf, oneOf, type, ...rest } = schema;
  if (Array.isArray(type) && type.length > 1) {
    return type.map((one: string) => ({ schema: { ...schema, type: one }, components }));
  }
  return (anyOf ?? oneOf)?.map((branch) => ({ schema: { ...rest, ...branch }, components }));
}

function depth(reasons: readonly string[]): number {
  return Math.max(...reasons.map((reason) => reason.split("/").length));
}

function compareTypes(narrow: JsonSchema, wide: JsonSchema, at: string): readonly string[] {
  const wanted = typeOf(wide);
  const given = typeOf(narrow);
  if (wanted === undefined || given === wanted || (given === "integer" && wanted === "number")) return [];
  return [`${at}: ${given ?? "anything"} instead of ${wanted}`];
}

function typeOf({ type, const: constant, enum: values }: JsonSchema): string | undefined {
  if (type !== undefined) return String(type);
  const samples = values ?? (constant === undefined ? [] : [constant]);
  const types = new Set(samples.map((value) => (value === null ? "null" : typeof value)));
  return types.size === 1 ? [...types][0] : undefined;
}

function compareValues(narrow: JsonSchema, wide: JsonSchema, at: string): readonly string[] {
  const allowed = valuesOf(wide);
  if (allowed === undefined) return [];
  const given = valuesOf(narrow);
  if (given === undefined) return [`${at}: any value instead of ${allowed.join(", ")}`];
  const more = given.filter((value) => !allowed.includes(value));
  return more.length === 0 ? [] : [`${at}: ${more.join(", ")} beside ${allowed.join(", ")}`];
}

/** The values that are listed, each as JSON. */
function valuesOf({ const: constant, enum: values }: JsonSchema): readonly string[] | undefined {
  if (constant !== undefined) return [JSON.stringify(constant)];
  return values?.map((value) => JSON.stringify(value));
}

const lowest = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"] as const;
const highest = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"] as const;
const written = ["pattern", "format", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType"] as const;

function compareLimits(narrow: JsonSchema, wide: JsonSchema, at: string): readonly string[] {
  // Values that are listed were compared one by one.
  if (valuesOf(narrow) !== undefined && valuesOf(wide) !== undefined) return [];
  const passes = [
    ...lowest.map((name) => [name, (narrow[name] ?? Number.NEGATIVE_INFINITY) >= (wide[name] ?? 0)] as const),
    ...highest.map((name) => [name, (narrow[name] ?? Number.POSITIVE_INFINITY) <= (wide[name] ?? 0)] as const),
    ...written.map((name) => [name, narrow[name] === wide[name]] as const),
  ];
  return passes
    .filter(([name, passed]) => wide[name] !== undefined && !passed)
    .map(
      ([name]) => `${at}: ${name} ${JSON.stringify(narrow[name]) ?? "none"} instead of ${JSON.stringify(wide[name])}`,
    );
}

function compareProperties(narrow: Side, wide: Side, at: string): readonly string[] {
  const given = narrow.schema.properties ?? {};
  const wanted = wide.schema.properties ?? {};
  const always = narrow.schema.required ?? [];
  const missing = (wide.schema.required ?? []).filter((name) => !always.includes(name));
  const other = wide.schema.additionalProperties ?? true;

  const reasons = Object.entries(given).flatMap(([name, schema]) => {
    const place = `${at}/${name}`;
    const target = wanted[name] ?? other;
    if (target === true) return [];
    if (target === false) return [`${place}: not known`];
    return containment({ ...narrow, schema }, { ...wide, schema: target }, place);
  });
  const open = narrow.schema.additionalProperties ?? true;
  if (typeOf(narrow.schema) === "object" && typeof other === "object" && open !== false) {
    const schema = open === true ? {} : open;
    reasons.push(...containment({ ...narrow, schema }, { ...wide, schema: other }, `${at}/*`));
  }
  if (typeOf(narrow.schema) === "object" && other === false && open !== false) {
    reasons.push(`${at}: any property instead of ${Object.keys(wanted).join(", ")}`);
  }
  return [...missing.map((name) => `${at}/${name}: may be absent`), ...reasons];
}

function compareItems(narrow: Side, wide: Side, at: string): readonly string[] {
  const wanted = wide.schema.items;
  if (wanted === undefined || wanted === true) return [];
  const given = narrow.schema.items;
  const schema = typeof given === "object" ? given : {};
  if (given === false || wanted === false) return given === wanted ? [] : [`${at}: other items`];
  return containment({ ...narrow, schema }, { ...wide, schema: wanted }, `${at}/[]`);
}
