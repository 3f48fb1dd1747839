import type { Resolver } from "../backend/di/resolver.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { HttpException } from "../http/http-exception.ts";
import { getDocumentationRoute, getOpenApiRoute } from "../docs/routes.ts";
import { routeKey } from "../manifest/route.ts";
import { routes } from "../manifest/routes.ts";
import { allowedMethods } from "./allowed-methods.ts";
import { notFoundRoute } from "./routes.ts";

const listing = routeKey(getOpenApiRoute);
const page = getDocumentationRoute.path;

/** Answers what no route takes: 405 where only the method is wrong (RFC 9110, section 15.5.6), else 404. */
export function notFoundHandler(container: Resolver<ServicesOf<typeof notFoundRoute>>): HttpHandler {
  return defineHandler(notFoundRoute, container, ({ method, rawPath }) => {
    const allowed = allowedMethods(routes, rawPath);
    if (allowed.length === 0) {
      const detail = `There is nothing at ${rawPath}. All operations are listed by ${listing}, and shown at ${page}.`;
      throw new HttpException(404, "route-not-found", detail);
    }
    const allow = allowed.join(", ");
    throw new HttpException(405, "method-not-allowed", `${rawPath} does not take ${method}. It takes: ${allow}.`, {
      headers: { allow },
    });
  });
}
