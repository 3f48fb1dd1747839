import type { JsonSchema, Reference, Response } from "./open-api-document.ts";

/** A title that is a name: it makes a schema a component of the document, and a type of that name of the client. */
const componentName = /^[A-Z][A-Za-z0-9]*$/;

/** Collects named schemas and answers, so that each stands once in the document. */
export class Components {
  readonly #schemas = new Map<string, JsonSchema>();
  readonly #responses = new Map<string, Response>();

  /** By name, in its order. */
  get schemas(): Readonly<Record<string, JsonSchema>> {
    return sorted(this.#schemas);
  }

  /** By name, in its order. */
  get responses(): Readonly<Record<string, Response>> {
    return sorted(this.#responses);
  }

  /** Keeps an answer under a name, unless another one has it. */
  referToResponse(name: string, response: Response): Reference | Response {
    const known = this.#responses.get(name) ?? response;
    if (!Bun.deepEquals(known, response)) return response;
    this.#responses.set(name, response);
    return { $ref: `#/components/responses/${name}` };
  }

  /**
   * The schema with every named part in it replaced by a reference.
   *
   * @throws TypeError when two different schemas have the same name.
   */
  refer(schema: JsonSchema): JsonSchema {
    const { title } = schema;
    const inner = this.#referParts(schema);
    if (title === undefined || !componentName.test(title)) return inner;
    const known = this.#schemas.get(title);
    if (known !== undefined && !Bun.deepEquals(known, inner)) {
      throw new TypeError(
        `Two different schemas have the title ${title}: give one of them another. A body of a request and of an answer are ` +
          "never the same, as only the answer may get more fields.",
      );
    }
    this.#schemas.set(title, inner);
    return { $ref: `#/components/schemas/${title}` };
  }

  #referParts(schema: JsonSchema): JsonSchema {
    const { properties, items, additionalProperties } = schema;
    const list = (schemas: readonly JsonSchema[]) => schemas.map((part) => this.refer(part));
    return {
      ...schema,
      ...(properties !== undefined && {
        properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, this.refer(part)])),
      }),
      ...(typeof items === "object" && { items: this.refer(items) }),
      ...(typeof additionalProperties === "object" && { additionalProperties: this.refer(additionalProperties) }),
      ...(schema.anyOf !== undefined && { anyOf: list(schema.anyOf) }),
      ...(schema.oneOf !== undefined && { oneOf: list(schema.oneOf) }),
      ...(schema.allOf !== undefined && { allOf: list(schema.allOf) }),
      ...(schema.prefixItems !== undefined && { prefixItems: list(schema.prefixItems) }),
    };
  }
}

function sorted<Value>(values: ReadonlyMap<string, Value>): Readonly<Record<string, Value>> {
  return Object.fromEntries([...values].sort(([a], [b]) => a.localeCompare(b)));
}
