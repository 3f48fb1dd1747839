import { defaultMaximumBodyBytes, type Route } from "../functions/manifest/route.ts";
import { withExample } from "./examples.ts";
import type { Components } from "./components.ts";
import { schemaOf } from "./json-schema.ts";
import type { Content, WrittenOperation } from "./open-api-document.ts";
import { parametersOf } from "./parameters.ts";
import { responsesOf, type Surroundings } from "./responses.ts";
import { tagOf } from "./tags.ts";

/** The name of the document's one security scheme. */
export const securityScheme = "token";

/** A route of the manifest as an operation of the document; named schemas go to the components. */
export function operationOf(route: Route, surroundings: Surroundings): WrittenOperation {
  const parameters = parametersOf(route);
  const content = contentOf(route, surroundings.components);
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [tagOf(route)],
    security: route.scope === "public" ? [] : [{ [securityScheme]: [route.scope] }],
    ...(parameters.length > 0 && { parameters }),
    ...(content !== undefined && { requestBody: { description: largestBody(route), required: true, content } }),
    responses: responsesOf(route, surroundings),
  };
}

function largestBody({ request: { maximumBodyBytes = defaultMaximumBodyBytes } }: Route): string {
  return `At most ${maximumBodyBytes} bytes.`;
}

function contentOf({ request: { body, content } }: Route, components: Components): Content | undefined {
  if (body !== undefined) return { "application/json": withExample(components.refer(schemaOf(body))) };
  if (content === undefined) return undefined;
  const { mediaTypes, schema } = content;
  const json = schema === undefined ? undefined : components.refer(schemaOf(schema));
  return Object.fromEntries(
    mediaTypes.map((mediaType) => {
      const isJson = mediaType === "application/json" && json !== undefined;
      return [mediaType, isJson ? withExample(json) : { schema: { type: "string", contentMediaType: mediaType } }];
    }),
  );
}
