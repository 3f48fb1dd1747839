import type { Route } from "../../functions/manifest/route.ts";
import { schemaOf } from "../json-schema.ts";
import { type JsonSchema, type OpenApiDocument, type Operation, operationsOf } from "../open-api-document.ts";
import { SchemaCompiler, type Validate } from "./schema-compiler.ts";

/** An operation of the document, ready to be tried. */
export interface Endpoint {
  readonly path: string;
  /** In upper case. */
  readonly method: string;
  readonly operation: Operation;
  /** Of parameters by place and name (`query limit`), as they are before they become text. */
  readonly parameters: ReadonlyMap<string, Validate>;
  /** Of the request's body as JSON; absent where it takes none. */
  readonly body: Validate | undefined;
  /** Of answers by status and media type: `200 application/json`. */
  readonly answers: ReadonlyMap<string, Validate>;
}

/** Compiles every operation. The routes tell what answers hold exactly, where the document leaves room for more. */
export function endpointsOf(document: OpenApiDocument, routes: readonly Route[]): readonly Endpoint[] {
  const compiler = new SchemaCompiler(document);
  const exact = new Map(routes.map((route) => [route.operationId, exactAnswer(route)]));
  return operationsOf(document).map(({ path, method, operation }) => {
    const { parameters = [], requestBody, responses, operationId } = operation;
    const json = requestBody?.content["application/json"]?.schema;
    const answers = Object.entries(responses).flatMap(([status, { content = {} }]) =>
      Object.entries(content).map(([type, { schema }]) => {
        const own = exact.get(operationId);
        return [`${status} ${type}`, compiler.compile(own?.status === Number(status) ? own.schema : schema)] as const;
      }),
    );
    return {
      path,
      method: method.toUpperCase(),
      operation,
      parameters: new Map(
        parameters.map(({ in: place, name, schema }) => [`${place} ${name}`, compiler.compile(schema)]),
      ),
      body: json && compiler.compile(json),
      answers: new Map(answers),
    };
  });
}

function exactAnswer({ success: { status, body } }: Route): { status: number; schema: JsonSchema } | undefined {
  return body === undefined ? undefined : { status, schema: schemaOf(body) };
}
