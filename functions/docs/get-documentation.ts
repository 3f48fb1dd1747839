import type { Resolver } from "../backend/di/resolver.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { acceptsGzip } from "./accepts-gzip.ts";
// oxlint-disable-next-line no-restricted-imports -- A macro runs in the bundler: only its result comes here.
import { documentationPage } from "../../bundler/macros/documentation-page.ts" with { type: "macro" };
import { getDocumentationRoute } from "./routes.ts";

const { gzipBase64, contentSecurityPolicy } = documentationPage();

const pageHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  vary: "accept-encoding",
};

/** Answers one page that needs nothing else but `/openapi.json`. API Gateway compresses nothing, so it is stored so. */
export function getDocumentationHandler(container: Resolver<ServicesOf<typeof getDocumentationRoute>>): HttpHandler {
  return defineHandler(getDocumentationRoute, container, ({ headers }) => {
    const page = Uint8Array.fromBase64(gzipBase64);
    if (!acceptsGzip(headers["accept-encoding"])) return { headers: pageHeaders, body: Bun.gunzipSync(page) };
    return { headers: { ...pageHeaders, "content-encoding": "gzip" }, body: page };
  });
}
