import type { ProblemType } from "../functions/manifest/problem-type.ts";
import { problemsOf } from "../functions/manifest/problems.ts";
import type { Route } from "../functions/manifest/route.ts";
import { withExample } from "./examples.ts";
import type { Components } from "./components.ts";
import { schemaOf } from "./json-schema.ts";
import type { Content, Header, JsonSchema, Reference, Response, WrittenOperation } from "./open-api-document.ts";
import { gatewayMessageSchema, problemSchema } from "./problem-schema.ts";

const text: JsonSchema = { type: "string" };

const requestId: Header = { description: "Names this request in the log.", required: true, schema: text };
const etag: Header = {
  description: "The entity tag of this version, for If-Match and If-None-Match.",
  required: true,
  schema: text,
};
const location: Header = { description: "Where the new resource is.", required: true, schema: text };
const retryAfter: Header = {
  description: "Seconds to wait before another try.",
  required: true,
  schema: { type: "integer", minimum: 1 },
};
const accept: Header = { description: "The media types that are taken.", required: true, schema: text };
const challenge: Header = { description: "How to authenticate (RFC 6750).", required: true, schema: text };

/** What an operation is written for: all routes of the API, and the components of the document. */
export interface Surroundings {
  readonly routes: readonly Route[];
  readonly components: Components;
}

function optionalHeader(description: string): Header {
  return { description, required: false, schema: text };
}

/** Every answer of a route by status: its success, 304 where it has one, and its problems. */
export function responsesOf(route: Route, surroundings: Surroundings): WrittenOperation["responses"] {
  const { components } = surroundings;
  const answers: Record<string, Response | Reference> = { [route.success.status]: successOf(route, surroundings) };
  if (hasEntityTag(route)) {
    answers[304] = {
      description: "Not modified: the caller has this version.",
      headers: { "x-request-id": requestId, etag },
    };
  }
  for (const [status, problems] of byStatus(problemsOf(route))) {
    const response = problemResponse(route, status, problems, components);
    const [problem] = problems;
    const isAlone = problem !== undefined && problems.length === 1;
    answers[status] = isAlone ? components.referToResponse(toPascalCase(problem.code), response) : response;
  }
  return answers;
}

function hasContent({ success }: Route): boolean {
  return success.body !== undefined || success.mediaType !== undefined;
}

const statusTexts: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No content",
};

function successOf(route: Route, { routes, components }: Surroundings): Response {
  const { status, body, mediaType, headers = {} } = route.success;
  const unnamed: JsonSchema = { type: mediaType === "application/json" ? "object" : "string" };
  const schema = body === undefined ? unnamed : components.refer(opened(schemaOf(body)));
  const content: Content = { [bare(mediaType ?? "application/json")]: withExample(schema) };
  return {
    description: statusTexts[status] ?? `Status ${status}`,
    headers: {
      "x-request-id": requestId,
      ...(showsVersion(route, routes) && { etag }),
      ...(status === 201 && { location }),
      ...(route.idempotent === true && {
        "idempotency-replayed": optionalHeader("`true` where this is the answer of an earlier try."),
      }),
      ...Object.fromEntries(Object.entries(headers).map(([name, what]) => [name, optionalHeader(what)])),
    },
    ...(hasContent(route) && { content }),
  };
}

/** Reading says which version it shows; so do creation and change, where the next change needs that. */
function showsVersion(route: Route, routes: readonly Route[]): boolean {
  if (!hasContent(route)) return false;
  const created = routes.filter(({ path }) => path.startsWith(`${route.path}/{`) && path.endsWith("}"));
  return hasEntityTag(route) || takesIfMatch(route) || (route.success.status === 201 && created.some(takesIfMatch));
}

/** Whether it can be asked for again by If-None-Match. */
export function hasEntityTag(route: Route): boolean {
  return route.method === "GET" && hasContent(route) && route.success.noStore !== true;
}

function takesIfMatch({ request: { headers } }: Route): boolean {
  return headers !== undefined && "if-match" in (schemaOf(headers).properties ?? {});
}

/** Without parameters such as the charset. */
function bare(mediaType: string): string {
  return mediaType.split(";", 1)[0] ?? mediaType;
}

/** Answers may get more fields in time: the document does not promise that there are none. */
function opened(schema: JsonSchema): JsonSchema {
  const { additionalProperties, properties, items, anyOf, ...rest } = schema;
  return {
    ...rest,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, opened(v)])) }),
    ...(typeof items === "object" ? { items: opened(items) } : items !== undefined && { items }),
    ...(anyOf && { anyOf: anyOf.map(opened) }),
    ...(typeof additionalProperties === "object" && { additionalProperties: opened(additionalProperties) }),
  };
}

function byStatus(problems: readonly ProblemType[]): ReadonlyMap<number, readonly ProblemType[]> {
  const sorted = [...problems].sort((a, b) => a.status - b.status || a.code.localeCompare(b.code));
  return Map.groupBy(sorted, ({ status }) => status);
}

function toPascalCase(code: string): string {
  return code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function problemResponse(
  route: Route,
  status: number,
  problems: readonly ProblemType[],
  components: Components,
): Response {
  const byGateway = gatewayStatuses(route).includes(status);
  const codes = problems.map(({ code }) => code);
  const code = { type: "object", properties: { code: { enum: codes } } };
  return {
    description: problems.map(({ code, description }) => `- \`${code}\`: ${description}`).join("\n"),
    headers: {
      "x-request-id": { ...requestId, required: !byGateway },
      ...([429, 503].includes(status) && { "retry-after": { ...retryAfter, required: !byGateway } }),
      ...(codes.includes("request-in-flight") && { "retry-after": { ...retryAfter, required: codes.length === 1 } }),
      ...(status === 415 && { accept }),
      ...([401, 403].includes(status) && { "www-authenticate": { ...challenge, required: !byGateway } }),
    },
    content: {
      "application/problem+json": { schema: { allOf: [components.refer(problemSchema), code] } },
      ...(byGateway && { "application/json": { schema: components.refer(gatewayMessageSchema) } }),
    },
  };
}

/** What API Gateway may answer itself, before or in place of the function. */
function gatewayStatuses({ scope, request }: Route): readonly number[] {
  return [
    ...(scope === "public" ? [] : [401]),
    ...(request.body === undefined && request.content === undefined ? [] : [413]),
    500,
    503,
  ];
}
