import document from "../../openapi/openapi.json";
import type { Resolver } from "../backend/di/resolver.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { getOpenApiRoute } from "./routes.ts";

/** The committed document, which stands in the bundle: nothing is generated at run time. */
const text = JSON.stringify(document);

export function getOpenApiHandler(container: Resolver<ServicesOf<typeof getOpenApiRoute>>): HttpHandler {
  return defineHandler(getOpenApiRoute, container, () => ({ body: text }));
}
