import { type GenericSchema, type InferOutput, strictObject } from "valibot";
import { defaultMaximumBodyBytes, type RequestContent, type Route } from "../manifest/route.ts";
import type { Caller } from "../backend/domain/token/caller.ts";
import type { HttpEvent } from "./http-event.ts";
import { HttpException } from "./http-exception.ts";
import { toJsonPointer } from "./json-pointer.ts";
import { parseJsonBody } from "./parse-json-body.ts";
import { parseQuery } from "./parse-query.ts";
import { readContent } from "./read-content.ts";
import { type SchemaError, validate } from "./validate.ts";

type Part<R extends Route, Name extends "path" | "query" | "body"> = R["request"] extends {
  readonly [Key in Name]: infer Schema extends GenericSchema;
}
  ? InferOutput<Schema>
  : undefined;

/** A body as text. */
export interface Content {
  /** One of the route's, in lower case and without parameters. */
  readonly mediaType: string;
  readonly text: string;
}

/** A request as the route's schemas describe it; a part without schema is undefined. */
export interface HttpRequest<R extends Route> {
  readonly method: string;
  /** Decoded, without the stage. */
  readonly rawPath: string;
  readonly path: Part<R, "path">;
  readonly query: Part<R, "query">;
  readonly body: Part<R, "body">;
  readonly content: R["request"] extends { readonly content: RequestContent } ? Content : undefined;
  /** Names in lower case. The route's schema documents them; who needs one checks it, as each has its own status. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Who sent it; undefined on a public route. */
  readonly caller: R["scope"] extends "public" ? undefined : Caller;
  /**
   * On a route with an Idempotency-Key a UUID version 7 for what the request makes: when the request is sent again, after
   * a first try that broke off halfway, it is the same one, by which the operation finds what that try made.
   */
  readonly newId: R extends { readonly idempotent: true } ? string : undefined;
}

/**
 * Reads an event by the route's schemas. A body that the route takes none of is ignored.
 *
 * @throws HttpException 400 `invalid-request`, 422 `validation-failed`, and those of `parseJsonBody` and `readContent`.
 */
export function toHttpRequest<R extends Route>(route: R, event: HttpEvent, caller: Caller | undefined): HttpRequest<R> {
  const { path, query, body, content, maximumBodyBytes = defaultMaximumBodyBytes } = route.request;
  const request = {
    method: event.requestContext.http.method,
    rawPath: withoutStage(event),
    path: path && parameters(path, event.pathParameters ?? {}),
    query: route.path === "$default" ? undefined : parameters(query ?? noParameters, parseQuery(event.rawQueryString)),
    body: body && checkedBody(body, parseJsonBody(event, maximumBodyBytes)),
    content: content && readContent(event, content.mediaTypes, maximumBodyBytes),
    headers: event.headers,
    caller,
    newId: undefined,
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Each part was checked by the schema it is typed by.
  return request as HttpRequest<R>;
}

const noParameters = strictObject({});

function parameters(schema: GenericSchema, input: Readonly<Record<string, string | undefined>>): unknown {
  const result = validate(schema, input);
  if (result.valid) return result.value;
  throw new HttpException(400, "invalid-request", summarize("A parameter of the path or the query", result.errors), {
    errors: result.errors.map(({ path, message }) => ({ parameter: path.join("."), detail: message })),
  });
}

function checkedBody(schema: GenericSchema, input: unknown): unknown {
  const result = validate(schema, input);
  if (result.valid) return result.value;
  throw new HttpException(422, "validation-failed", summarize("A value of the body", result.errors), {
    errors: result.errors.map(({ path, message }) => ({ pointer: toJsonPointer(path), detail: message })),
  });
}

function summarize(what: string, errors: readonly SchemaError[]): string {
  const places = new Set(errors.map(({ path }) => path.join(".") || "the whole"));
  return `${what} is not as required: ${[...places].join(", ")}. See errors for what is allowed.`;
}

/** API Gateway puts the stage in front of the path, except for the stage `$default`. */
function withoutStage({ rawPath, requestContext: { stage } }: HttpEvent): string {
  const prefix = `/${stage}`;
  if (stage === "$default" || !(rawPath === prefix || rawPath.startsWith(`${prefix}/`))) return rawPath;
  return rawPath.slice(prefix.length) || "/";
}
