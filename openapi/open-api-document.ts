/**
 * The part of OpenAPI 3.1 that this API's document uses: references stand for schemas and for answers, everything else is
 * written out where it applies.
 *
 * Source: OpenAPI Specification 3.1.1.
 */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly description: string;
    readonly license: { readonly name: string; readonly identifier: string };
  };
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** By path template, then by method in lower case. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, WrittenOperation>>>>;
  readonly components: {
    readonly responses: Readonly<Record<string, Response>>;
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
  };
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  /** None of them: anyone may call it. Otherwise the scopes that a token needs, by security scheme. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly description?: string; readonly required: boolean; readonly content: Content };
  /** By status. */
  readonly responses: Readonly<Record<string, Response>>;
}

/** An operation as it stands in the document. */
export type WrittenOperation = Omit<Operation, "responses"> & {
  readonly responses: Readonly<Record<string, Response | Reference>>;
};

export interface Reference {
  readonly $ref: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Content;
}

export interface Header {
  readonly description: string;
  /** Whether every answer with this status carries it. */
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** By media type. */
export type Content = Readonly<Record<string, MediaType>>;

export interface MediaType {
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

export interface SecurityScheme {
  readonly type: "http";
  readonly scheme: "bearer";
  readonly bearerFormat: string;
  readonly description: string;
}

/** A schema of JSON Schema 2020-12, as far as the manifest's schemas become one. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: boolean | JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly contentMediaType?: string;
  readonly contentEncoding?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

/** An operation of a document, and where it stands. */
export interface PlacedOperation {
  readonly path: string;
  /** In lower case. */
  readonly method: string;
  readonly operation: Operation;
}

/** Every operation of a document, with every answer in full. */
export function operationsOf({ paths, components }: OpenApiDocument): readonly PlacedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, written]) => {
      const responses = Object.entries(written.responses).map(([status, response]) => {
        return [status, "$ref" in response ? responseOf(response, components) : response] as const;
      });
      return { path, method, operation: Object.assign({}, written, { responses: Object.fromEntries(responses) }) };
    }),
  );
}

/** @throws TypeError when the document has no such answer. */
function responseOf({ $ref }: Reference, { responses }: OpenApiDocument["components"]): Response {
  const response = responses[$ref.replace("#/components/responses/", "")];
  if (response === undefined) throw new TypeError(`The document has no answer for the reference ${$ref}.`);
  return response;
}
