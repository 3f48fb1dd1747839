import * as fc from "fast-check";
import type { JsonSchema, Parameter } from "../open-api-document.ts";
import type { Endpoint } from "./endpoint.ts";
import { oddTexts } from "./invalid-value.ts";
import { knownEntityTag, knownId } from "./known.ts";
import { uuids } from "./uuids.ts";
import { validValue, type ValueOptions } from "./valid-value.ts";

/** By place and name: `query limit`. A parameter that is absent or undefined is not sent. */
export type StepParameters = Readonly<Record<string, unknown>>;

/** The name of a parameter, and values of it. */
export type NamedValues = readonly [key: string, values: fc.Arbitrary<unknown>];

/**
 * What is required, and some of the rest; often only one of it, as filters may exclude each other. A cursor is only sent to
 * go on in a list.
 *
 * @param wrong In the place of the parameter of this name, or beside the others.
 */
export function stepParameters(
  endpoint: Endpoint,
  options: ValueOptions,
  wrong?: NamedValues,
): fc.Arbitrary<StepParameters> {
  const { parameters = [] } = endpoint.operation;
  const sent = parameters.filter(({ name }) => name !== "cursor");
  const values = Object.fromEntries<fc.Arbitrary<unknown>>([
    ...sent.map((parameter): NamedValues => [keyOf(parameter), valuesOf(parameter, endpoint, options)]),
    ...(wrong ? [wrong] : []),
  ]);
  const always = [...sent.filter(({ required }) => required).map(keyOf), ...(wrong ? [wrong[0]] : [])];
  const optional = Object.keys(values).filter((key) => !always.includes(key));
  const some = fc.oneof(
    { arbitrary: fc.subarray(optional, { maxLength: Math.min(1, optional.length) }), weight: 3 },
    { arbitrary: fc.subarray(optional), weight: 1 },
  );
  return some.chain((chosen) => {
    const keys = new Set([...always, ...chosen]);
    return fc.record(Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key))));
  });
}

/** Values that each parameter refuses, required headers that are missing, and a parameter that no operation knows. */
export function faultyParameters(endpoint: Endpoint): readonly NamedValues[] {
  const { parameters = [] } = endpoint.operation;
  const faulty = parameters
    .filter(({ name, schema }) => name === "cursor" || refusesSome(schema))
    .map((parameter): NamedValues => [keyOf(parameter), faultyTexts(parameter, endpoint)]);
  const missing = parameters
    .filter(({ in: place, required }) => place === "header" && required)
    .map((parameter): NamedValues => [keyOf(parameter), fc.constant(undefined)]);
  return [["query unknown", fc.constantFrom("", "1", "unknown")], ...faulty, ...missing];
}

function keyOf({ in: place, name }: Parameter): string {
  return `${place} ${name}`;
}

function valuesOf({ name, in: place, schema }: Parameter, endpoint: Endpoint, options: ValueOptions) {
  if (name === "if-match" || name === "if-none-match") {
    const others = fc.constantFrom("*", '"1"', 'W/"1"', '"1", "2"');
    return fc.oneof({ arbitrary: fc.constant(knownEntityTag), weight: 6 }, { arbitrary: others, weight: 1 });
  }
  if (place === "path" && schema.format === "uuid") return pathIds(name, endpoint);
  return options.property?.(name, schema) ?? validValue(schema, options);
}

/** The id in `/clients/{id}` is a client's. */
function pathIds(name: string, { path }: Endpoint): fc.Arbitrary<unknown> {
  const segments = path.split("/");
  const collection = segments[segments.indexOf(`{${name}}`) - 1] ?? "";
  return fc.oneof({ arbitrary: knownId(collection), weight: 9 }, { arbitrary: uuids, weight: 1 });
}

/** Whether there is a text that is no value of the parameter. */
function refusesSome({ type, pattern, format, enum: values, anyOf, maxLength }: JsonSchema): boolean {
  return type !== "string" || [pattern, format, values, anyOf, maxLength].some((limit) => limit !== undefined);
}

/** In a path, these would lead to another operation. */
const leadsElsewhere = /^\.{0,2}$|^\s*$|[/?\\]/;

/** What arrives as it was sent. A key may stand in quotes, which its pattern does not say. */
const headerText = /^[!#-~](?:[ -~]*[!-~])?$/;

function faultyTexts(parameter: Parameter, endpoint: Endpoint): fc.Arbitrary<string> {
  const { in: place, name, schema } = parameter;
  const validate = endpoint.parameters.get(keyOf(parameter));
  const isNumber = schema.type === "integer" || schema.type === "number";
  return fc.oneof(oddTexts, fc.string()).filter((text) => {
    if (!text.isWellFormed() || (place === "path" && leadsElsewhere.test(text))) return false;
    if (place === "header" && !headerText.test(text)) return false;
    // By its schema any text may be a cursor, but none is one that the API has not given out.
    if (name === "cursor") return true;
    return validate?.(isNumber && text.trim() !== "" ? Number(text) : text) !== undefined;
  });
}
