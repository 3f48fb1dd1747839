import { plugin } from "bun";
import compiler from "@typescript/typescript6";
import type { OpenApiDocument } from "./open-api-document.ts";

// The generator writes with the compiler's JavaScript API, which ended with TypeScript 6. The 7 of this repository has
// none, so the generator gets Microsoft's package of version 6 that is made to stand beside it.
plugin({
  name: "typescript-6",
  setup(build) {
    build.module("typescript", () => ({ exports: { default: compiler, ...compiler }, loader: "object" }));
  },
});

const head = `/**
 * The types of the API, for \`openapi-fetch\`. Made from openapi/openapi.json by \`bun run openapi\`: change nothing here.
 */
`;

/** The source text of the client's types. */
export async function clientTypes(document: OpenApiDocument): Promise<string> {
  const { default: openapiTS, astToString } = await import("openapi-typescript");
  const nodes = await openapiTS(JSON.stringify(document), {
    // A field with a default may be left out.
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return head + astToString(nodes);
}
