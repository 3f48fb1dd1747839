import { createConfig, lintFromString } from "@redocly/openapi-core";

/**
 * What a reader of the document would stumble over, one line each; empty when it is in order. The rules are Redocly's
 * recommended ones and a few that make every operation tell its whole story.
 */
export async function lintDocument(json: string): Promise<readonly string[]> {
  const config = await createConfig({
    extends: ["recommended-strict"],
    rules: {
      // Relative to wherever the document is served.
      "no-empty-servers": "error",
      "operation-operationId": "error",
      "operation-description": "off",
      "operation-tag-defined": "error",
      "tag-description": "error",
      "no-unused-components": "error",
      "spec-strict-refs": "error",
      "component-name-unique": "error",
      "path-parameters-defined": "error",
      "operation-parameters-unique": "error",
      // Entries hold whatever their writer puts into them.
      "no-invalid-media-type-examples": { severity: "error", allowAdditionalProperties: true },
      "no-invalid-schema-examples": "error",
      "no-schema-type-mismatch": "error",
      "no-required-schema-properties-undefined": "error",
      "response-contains-header": { severity: "error", names: { "2xx": ["x-request-id"], "4xx": ["x-request-id"] } },
      // Health and the documentation have nothing to refuse.
      "operation-4xx-response": "off",
    },
  });
  const problems = await lintFromString({ source: json, absoluteRef: "/openapi.json", config });
  return problems
    .filter(({ ignored }) => ignored !== true)
    .map(({ ruleId, message, location }) => `${location[0]?.pointer ?? ""} ${message} (${ruleId})`);
}
