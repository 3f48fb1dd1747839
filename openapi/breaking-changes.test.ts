import { expect, test } from "bun:test";
import { breakingChanges } from "./breaking-changes.ts";
import type { OpenApiDocument, Operation, Response } from "./open-api-document.ts";

const thing = {
  type: "object",
  properties: { id: { type: "string" }, name: { type: "string", maxLength: 9 } },
  required: ["id", "name"],
};

const operation: Operation = {
  operationId: "changeThing",
  summary: "Change a thing",
  tags: ["things"],
  security: [{ token: ["things:read"] }],
  parameters: [
    { name: "id", in: "path", required: true, schema: { type: "string" } },
    { name: "limit", in: "query", required: false, schema: { type: "integer", maximum: 100 } },
  ],
  requestBody: { required: false, content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
  responses: {
    200: {
      description: "OK",
      headers: { etag: { description: "Its version", required: true, schema: { type: "string" } } },
      content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
    },
    404: { description: "There is none" },
  },
};

function documentOf(change: Partial<Operation> = {}, Thing: object = thing): OpenApiDocument {
  return {
    openapi: "3.1.1",
    info: { title: "Things", version: "1", description: "", license: { name: "MIT", identifier: "MIT" } },
    servers: [],
    tags: [],
    paths: { "/things/{id}": { patch: { ...operation, ...change } } },
    components: { responses: {}, schemas: { Thing }, securitySchemes: {} },
  };
}

function changes(after: OpenApiDocument, before = documentOf()): readonly string[] {
  return breakingChanges(before, after).map(({ message }) => message);
}

const [id, limit] = operation.parameters ?? [];
const ok = operation.responses[200];

test("the same document breaks nothing", () => {
  expect(changes(documentOf())).toEqual([]);
});

test("an operation that is gone, and one that has another name", () => {
  expect(breakingChanges(documentOf(), { ...documentOf(), paths: {} })).toEqual([
    { operationId: "changeThing", message: "PATCH /things/{id} is gone" },
  ]);
  expect(changes(documentOf({ operationId: "updateThing" }))).toEqual(["it is now called updateThing"]);
});

test("a scope that a token may lack, and a token where none was needed", () => {
  expect(changes(documentOf({ security: [{ token: ["things:write"] }] }))).toEqual(["it needs scope things:write"]);
  expect(changes(documentOf(), documentOf({ security: [] }))).toEqual([
    "it needs a token (token)",
    "it needs scope things:read",
  ]);
});

test("a parameter that is gone, required or takes less", () => {
  expect(changes(documentOf({ parameters: id ? [id] : [] }))).toEqual(["the query parameter limit is gone"]);
  const parameters = (more: object) => documentOf({ parameters: id && limit ? [id, { ...limit, ...more }] : [] });
  expect(changes(parameters({ required: true }))).toEqual(["the query parameter limit is required"]);
  expect(changes(parameters({ schema: { type: "integer", maximum: 50 } }))).toEqual([
    "the query parameter limit: maximum 100 instead of 50: no longer accepted",
  ]);
  expect(changes(parameters({ name: "size", required: true }))).toEqual([
    "the query parameter limit is gone",
    "the query parameter size is new and required",
  ]);
});

test("what is absent from a request, and means something else", () => {
  const limited = (value: unknown) =>
    documentOf({
      parameters: id && limit ? [id, { ...limit, schema: { ...limit.schema, default: value } }] : [],
    });
  expect(changes(limited(20), limited(10))).toEqual([
    "the query parameter limit: where it is absent, 20 instead of 10",
  ]);
  expect(changes(documentOf(), limited(10))).toEqual([
    "the query parameter limit: where it is absent, nothing instead of 10",
  ]);
  const named = (value: string) => {
    const name = { type: "string", maxLength: 9, default: value };
    return documentOf({}, { ...thing, properties: { ...thing.properties, name } });
  };
  expect(changes(named("b"), named("a"))).toEqual(['body/name: where it is absent, "b" instead of "a"']);
});

test("a body that is required, or refused", () => {
  const { content } = operation.requestBody ?? { content: {} };
  expect(changes(documentOf({ requestBody: { required: true, content } }))).toEqual(["a body is required"]);
  expect(changes(documentOf({ requestBody: { required: false, content: {} } }))).toEqual([
    "a body of application/json is refused",
  ]);
});

test("a field that takes less in a request, or holds more in an answer", () => {
  const shorter = { ...thing, properties: { ...thing.properties, name: { type: "string", maxLength: 8 } } };
  expect(changes(documentOf({}, shorter))).toEqual(["body/name: maxLength 9 instead of 8: no longer accepted"]);
  const longer = { ...thing, properties: { ...thing.properties, name: { type: "string" } } };
  expect(changes(documentOf({}, longer))).toEqual(["200 body/name: maxLength none instead of 9: not expected"]);
});

test("a field that is gone from an answer, or wanted in a request", () => {
  const without = { type: "object", properties: { id: { type: "string" } }, required: ["id"] };
  expect(changes(documentOf({}, without))).toEqual(["200 body/name: may be absent: not expected"]);
  expect(changes(documentOf(), documentOf({}, without))).toEqual(["body/name: may be absent: no longer accepted"]);
});

test("another status, another content type, a header that is gone", () => {
  expect(ok).toBeDefined();
  expect(changes(documentOf({ responses: { 201: ok ?? { description: "" } } }))).toEqual([
    "it no longer answers 200",
    "it answers 201",
  ]);
  const link = { description: "Where it goes on", required: false, schema: { type: "string" } };
  const linked = documentOf({ responses: { 200: { ...ok, description: "OK", headers: { ...ok?.headers, link } } } });
  expect(changes(documentOf(), linked)).toEqual(["200 may lack the header link"]);
  expect(changes(documentOf({ responses: { 200: { description: "OK" } } }))).toEqual([
    "200 may lack the header etag",
    "200 is no longer application/json",
  ]);
});

function problemOf(...codes: string[]): Response {
  const schema = { allOf: [{ type: "object" }, { type: "object", properties: { code: { enum: codes } } }] };
  return { description: "A problem", content: { "application/problem+json": { schema } } };
}

test("a problem that has another code, or another status", () => {
  const before = documentOf({ responses: { 409: problemOf("taken", "ended") } });
  expect(changes(documentOf({ responses: { 409: problemOf("in-use", "ended") } }), before)).toEqual([
    "the code taken is gone",
  ]);
  expect(changes(documentOf({ responses: { 409: problemOf("ended"), 422: problemOf("taken") } }), before)).toEqual([
    "the code taken has the status 422 instead of 409",
  ]);
});

test("a problem that one operation has no more, but another one has, breaks nothing", () => {
  const before = documentOf({ responses: { 409: problemOf("taken") } });
  const after = documentOf({ responses: {} });
  const other = { ...operation, operationId: "createThing", responses: { 409: problemOf("taken") } };
  expect(changes({ ...after, paths: { ...after.paths, "/things": { post: other } } }, before)).toEqual([]);
});

test("what clients can live with: a new operation, an optional parameter, a new field, another problem", () => {
  const more = { ...thing, properties: { ...thing.properties, color: { type: "string" } } };
  const after = documentOf(
    {
      security: [],
      parameters: [...(operation.parameters ?? []), { name: "x", in: "query", required: false, schema: {} }],
      responses: { 200: ok ?? { description: "" }, 409: { description: "Taken" } },
    },
    more,
  );
  const paths = { ...after.paths, "/things": { get: { ...operation, operationId: "listThings" } } };
  expect(changes({ ...after, paths })).toEqual([]);
});
