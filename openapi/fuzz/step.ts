import * as fc from "fast-check";
import type { JsonSchema, Parameter } from "../open-api-document.ts";
import type { Schemas } from "../schema-containment.ts";
import type { Endpoint } from "./endpoint.ts";
import { invalidValue, oddTexts } from "./invalid-value.ts";
import { collectionOf, Known } from "./memory.ts";
import { uuids } from "./uuids.ts";
import { validValue, type ValueOptions } from "./valid-value.ts";

/** Whose token a request carries. */
export type Credentials = "admin" | "insufficient" | "malformed" | "none";

/** What a request's body is made of. */
export type StepBody =
  /** A value; as JSON Lines, where that is the media type and the value is a list. */
  | { readonly kind: "json"; readonly mediaType: string; readonly value: unknown }
  /** Sent as it is, in UTF-8 unless it is bytes. */
  | { readonly kind: "raw"; readonly mediaType: string; readonly content: string | Uint8Array<ArrayBuffer> };

/** One request of a run. Values may hold what only the running API can give ({@link Known}). */
export interface Step {
  readonly endpoint: Endpoint;
  readonly credentials: Credentials;
  /** What the document makes of the request: it fulfils every schema, or breaks one. */
  readonly intention: "valid" | "invalid";
  /** By place and name: `query limit`. A parameter that is absent is not sent. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body: StepBody | undefined;
  /** Go on in a list where an earlier answer ended, if one did. */
  readonly nextPage: boolean;
  /** Send it twice. */
  readonly twice: boolean;
}

/** Makes steps for the endpoints of one document. */
export class StepMaker {
  readonly #components: Schemas;
  readonly #collections: readonly string[];

  constructor(components: Schemas, endpoints: readonly Endpoint[]) {
    this.#components = components;
    this.#collections = [...new Set(endpoints.map(({ path }) => path.split("/")[1] ?? ""))];
  }

  /** A request that fulfils every schema of the document, by someone who may send it. */
  valid(endpoint: Endpoint): fc.Arbitrary<Step> {
    return this.#step(endpoint, { intention: "valid", credentials: fc.constant("admin") });
  }

  /** A request that fulfils every schema, by someone who may not send it. */
  unauthorized(endpoint: Endpoint): fc.Arbitrary<Step> {
    const credentials = fc.constantFrom<Credentials>("insufficient", "malformed", "none");
    return this.#step(endpoint, { intention: "valid", credentials });
  }

  /** A request with one part that breaks its schema, a parameter too many, or a body that cannot be read. */
  invalid(endpoint: Endpoint): fc.Arbitrary<Step> {
    const { parameters = [] } = endpoint.operation;
    const credentials = fc.constant<Credentials>("admin");
    const unknown = this.#step(endpoint, {
      intention: "invalid",
      credentials,
      parameter: ["query unknown", fc.constantFrom("", "1", "unknown")],
    });
    const wrong = [
      unknown,
      ...parameters
        .filter(({ in: place, name, schema }) => place !== "header" && (name === "cursor" || refusesSome(schema)))
        .map((parameter) => {
          const name = keyOf(parameter);
          const value = this.#invalidParameter(parameter, endpoint);
          return this.#step(endpoint, { intention: "invalid", credentials, parameter: [name, value] });
        }),
      ...this.#invalidBodies(endpoint).map((body) => this.#step(endpoint, { intention: "invalid", credentials, body })),
    ];
    return fc.oneof(...wrong);
  }

  #step(
    endpoint: Endpoint,
    given: {
      readonly intention: Step["intention"];
      readonly credentials: fc.Arbitrary<Credentials>;
      readonly parameter?: readonly [name: string, value: fc.Arbitrary<unknown>];
      readonly body?: fc.Arbitrary<StepBody>;
    },
  ): fc.Arbitrary<Step> {
    const values = this.#parameters(endpoint, given.parameter);
    return fc.record({
      endpoint: fc.constant(endpoint),
      intention: fc.constant(given.intention),
      credentials: given.credentials,
      parameters: values,
      body: given.body ?? this.#validBody(endpoint) ?? fc.constant(undefined),
      nextPage: given.intention === "valid" && endpoint.method === "GET" ? oneIn(2) : fc.constant(false),
      twice: oneIn(8),
    });
  }

  /** What is required, and some of the rest; often only one of it, as filters may exclude each other. */
  #parameters(
    endpoint: Endpoint,
    wrong: readonly [name: string, value: fc.Arbitrary<unknown>] | undefined,
  ): fc.Arbitrary<Record<string, unknown>> {
    const { parameters = [] } = endpoint.operation;
    const sent = parameters.filter(({ name }) => name !== "cursor");
    const values = Object.fromEntries([
      ...sent.map((parameter) => [keyOf(parameter), this.#validParameter(parameter, endpoint)] as const),
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

  #options(endpoint: Endpoint): ValueOptions {
    return {
      components: this.#components,
      property: (name, schema) => this.#knownValue(name, schema, endpoint),
    };
  }

  /** Most ids are of things that are there. */
  #knownValue(name: string, schema: JsonSchema, { path }: Endpoint): fc.Arbitrary<unknown> | undefined {
    const parts = [schema, ...(schema.anyOf ?? [])];
    const collections = [...this.#collections].sort((a) => (path.startsWith(`/${a}`) ? -1 : 1));
    const id = parts.find(({ format }) => format === "uuid");
    if (id === undefined) return undefined;
    const [own = ""] = collections;
    const collection = collectionOf(name, id, this.#collections) ?? own;
    const mayBeNull = parts.some(({ type }) => type === "null");
    const known = mayBeNull ? knownId(collection, fc.constant(null)) : knownId(collection);
    const other = validValue(schema, { components: this.#components });
    return fc.oneof({ arbitrary: known, weight: 9 }, { arbitrary: other, weight: 1 });
  }

  #validParameter({ name, in: place, schema }: Parameter, endpoint: Endpoint): fc.Arbitrary<unknown> {
    if (name === "if-match" || name === "if-none-match") {
      const known = fc.constant(new Known("entity-tag", "", 0, "*"));
      return fc.oneof({ arbitrary: known, weight: 6 }, fc.constantFrom("*", '"1"', 'W/"1"', '"1", "2"'));
    }
    const options = this.#options(endpoint);
    if (place === "path" && schema.format === "uuid") return this.#pathId(name, endpoint);
    return options.property?.(name, schema) ?? validValue(schema, options);
  }

  /** The id in `/clients/{id}` is a client's. */
  #pathId(name: string, { path }: Endpoint): fc.Arbitrary<unknown> {
    const segments = path.split("/");
    const collection = segments[segments.indexOf(`{${name}}`) - 1] ?? "";
    return fc.oneof({ arbitrary: knownId(collection), weight: 9 }, { arbitrary: uuids, weight: 1 });
  }

  #invalidParameter(parameter: Parameter, endpoint: Endpoint): fc.Arbitrary<unknown> {
    const validate = endpoint.parameters.get(keyOf(parameter));
    const isNumber = parameter.schema.type === "integer" || parameter.schema.type === "number";
    const isValid = (text: string) => {
      // Any text may be a cursor by its schema, but no text that the API has not given out is one.
      if (parameter.name === "cursor") return false;
      return validate?.(isNumber && text.trim() !== "" ? Number(text) : text) === undefined;
    };
    // In a path, these would lead to another operation.
    const inPath = parameter.in === "path";
    return fc
      .oneof(oddTexts, fc.string())
      .filter((text) => !isValid(text) && text.isWellFormed() && !(inPath && /^\.{0,2}$|^\s*$|[/?\\]/.test(text)));
  }

  #validBody(endpoint: Endpoint): fc.Arbitrary<StepBody> | undefined {
    const content = endpoint.operation.requestBody?.content ?? {};
    const mediaTypes = Object.keys(content);
    const schema = content["application/json"]?.schema;
    if (mediaTypes.length === 0 || schema === undefined) return undefined;
    return fc.record({
      kind: fc.constant("json"),
      mediaType: fc.constantFrom(...mediaTypes),
      value: validValue(schema, this.#options(endpoint)),
    });
  }

  #invalidBodies(endpoint: Endpoint): readonly fc.Arbitrary<StepBody>[] {
    const schema = endpoint.operation.requestBody?.content["application/json"]?.schema;
    const { body: validate } = endpoint;
    if (schema === undefined || validate === undefined) return [];
    const mediaType = "application/json";
    const wrong = invalidValue(schema, this.#options(endpoint), (value) => validate(asSent(value)) === undefined);
    return [wrong.map((value) => ({ kind: "json", mediaType, value })), unreadable(mediaType)];
  }
}

function keyOf({ in: place, name }: Parameter): string {
  return `${place} ${name}`;
}

/** Whether there is a text that is no value of the parameter. */
function refusesSome({ type, pattern, format, enum: values, anyOf, maxLength }: JsonSchema): boolean {
  return type !== "string" || [pattern, format, values, anyOf, maxLength].some((limit) => limit !== undefined);
}

function knownId(collection: string, otherwise: fc.Arbitrary<string | null> = uuids): fc.Arbitrary<Known> {
  return fc.tuple(fc.nat(19), otherwise).map(([index, other]) => new Known("id", collection, index, other));
}

/** Judged as what it will be in JSON, with any id in the place of a known one. */
function asSent(value: unknown): unknown {
  const text = JSON.stringify(value, (_name, part: unknown) => (part instanceof Known ? part.otherwise : part));
  return text === undefined ? undefined : JSON.parse(text);
}

/** Bodies that are no JSON, or not said to be. */
function unreadable(mediaType: string): fc.Arbitrary<StepBody> {
  const raw = (content: string | Uint8Array<ArrayBuffer>, type = mediaType) =>
    ({ kind: "raw", mediaType: type, content }) as const;
  return fc.oneof(
    fc.constantFrom(
      raw(""),
      raw("{"),
      raw('{"a":1'),
      raw("\uFEFF{}"),
      raw("[".repeat(60_000)),
      raw(Uint8Array.of(0x7b, 0xff, 0x7d)),
      raw(JSON.stringify("x".repeat(70_000))),
      raw("{}", "text/plain"),
      raw("{}", "application/json; charset=iso-8859-1"),
    ),
    fc
      .string({ unit: "binary" })
      .filter((text) => !isJson(text))
      .map((text) => raw(text)),
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function oneIn(count: number): fc.Arbitrary<boolean> {
  return fc.nat(count - 1).map((number) => number === 1);
}
