import { describe, expect, test } from "bun:test";
import { relative } from "node:path";
import { routes } from "../functions/manifest/routes.ts";
import { artefacts, currentDocument, outdated, releasedDocument, toText } from "./artefacts.ts";
import { breakingChanges } from "./breaking-changes.ts";
import { SchemaCompiler } from "./fuzz/schema-compiler.ts";
import { lintDocument } from "./lint.ts";
import { operationsOf } from "./open-api-document.ts";

const document = currentDocument();

test("the committed files are what the manifest says (if not: bun run openapi)", async () => {
  const files = await outdated(await artefacts());
  expect(files.map(({ file }) => relative("", file))).toEqual([]);
});

test("nothing breaks clients of the released document (if it shall: bun run openapi --help)", async () => {
  expect(breakingChanges(await releasedDocument(), document)).toEqual([]);
});

describe("the linter", () => {
  test("has nothing to say about the document", async () => {
    expect(await lintDocument(toText(document))).toEqual([]);
  });

  test("names what is wrong, and where", async () => {
    const [path = ""] = Object.keys(document.paths);
    const broken = { ...document, paths: { [path]: { get: { summary: "Nothing else" } } } };
    const remarks = await lintDocument(JSON.stringify(broken));
    expect(remarks.join("\n")).toContain("operation-operationId");
    expect(remarks.join("\n")).toContain("#/paths/");
  });
});

test("every route is an operation, under its own id and scope", () => {
  const expected = routes
    .filter(({ path }) => path !== "$default")
    .map(({ operationId, scope }) => ({ operationId, scopes: scope === "public" ? [] : [scope] }));
  const actual = operationsOf(document).map(({ operation: { operationId, security } }) => ({
    operationId,
    scopes: security.flatMap(({ token = [] }) => token),
  }));
  expect(actual).toEqual(expect.arrayContaining(expected));
  expect(actual).toHaveLength(expected.length);
});

test("every named schema that is sent or answered has an example that fulfils it", () => {
  const compiler = new SchemaCompiler(document);
  for (const { operation } of operationsOf(document)) {
    for (const part of [operation.requestBody, operation.responses[200], operation.responses[201]]) {
      const json = part?.content?.["application/json"];
      if (json?.schema.$ref === undefined) continue;
      expect({ operation: operation.operationId, fault: compiler.compile(json.schema)(json.example) }).toEqual({
        operation: operation.operationId,
        fault: undefined,
      });
    }
  }
});

test("every schema of it is one by JSON Schema 2020-12", () => {
  const compiler = new SchemaCompiler(document);
  for (const { operation } of operationsOf(document)) {
    const contents = [operation.requestBody, ...Object.values(operation.responses)].map((part) => part?.content ?? {});
    const inside = contents.flatMap((content) => Object.values(content).map(({ schema }) => schema));
    for (const schema of [...inside, ...(operation.parameters ?? []).map(({ schema }) => schema)]) {
      expect(() => compiler.compile(schema)).not.toThrow();
    }
  }
});
