import type { Route } from "../functions/manifest/route.ts";
import { introduction } from "./introduction.ts";
import { Components } from "./components.ts";
import type { OpenApiDocument, WrittenOperation } from "./open-api-document.ts";
import { operationOf, securityScheme } from "./operation.ts";
import { describeTag, tagOf } from "./tags.ts";

/**
 * The OpenAPI document of these routes. What `$default` answers is no operation; the introduction tells of it.
 *
 * @param version Of the API, as package.json has it.
 */
export function createDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const components = new Components();
  const documented = routes.filter(({ path }) => path !== "$default");
  const paths: Record<string, Record<string, WrittenOperation>> = {};
  for (const route of documented) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operationOf(route, { routes, components }),
    };
  }
  const tags = [...new Set(documented.map((route) => tagOf(route)))].sort();
  return {
    openapi: "3.1.1",
    info: {
      title: "Draht",
      version,
      description: introduction,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "Where this document comes from" }],
    tags: tags.map((name) => ({ name, description: describeTag(name) })),
    paths,
    components: {
      responses: components.responses,
      schemas: components.schemas,
      securitySchemes: {
        [securityScheme]: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "draht_<stage>_<id>_<secret>",
          description:
            "An API token. Each operation names the scope that the token needs; `admin` stands for all of them, and " +
            "writing includes reading.",
        },
      },
    },
  };
}
