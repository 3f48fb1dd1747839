import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { idempotencyKeySchema, ifMatchSchema } from "../functions/http/header-schemas.ts";
import type { Route } from "../functions/manifest/route.ts";
import { createDocument } from "./document.ts";
import { operationsOf } from "./open-api-document.ts";

const thing = v.pipe(v.strictObject({ name: v.string() }), v.title("Thing"));

const createThing = {
  operationId: "createThing",
  method: "POST",
  path: "/things",
  summary: "Create a thing",
  handler: "functions/entries/create-thing.handler",
  tables: [{ table: "Table", actions: ["PutItem"] }],
  scope: "categories:write",
  request: { headers: idempotencyKeySchema, body: v.pipe(v.strictObject({ name: v.string() }), v.title("NewThing")) },
  success: { status: 201, body: thing },
  problems: [{ code: "thing-taken", status: 409, description: "Another thing has this name." }],
  idempotent: true,
} as const satisfies Route;

const updateThing = {
  operationId: "updateThing",
  method: "PATCH",
  path: "/things/{id}",
  summary: "Change a thing",
  handler: "functions/entries/update-thing.handler",
  tables: [{ table: "Table", actions: ["UpdateItem"] }],
  scope: "categories:write",
  request: {
    path: v.strictObject({ id: v.string() }),
    headers: ifMatchSchema,
    body: v.strictObject({ name: v.string() }),
  },
  success: { status: 200, body: thing },
} as const satisfies Route;

const listThings = {
  operationId: "listThings",
  method: "GET",
  path: "/things",
  summary: "List things",
  handler: "functions/entries/list-things.handler",
  tables: [{ table: "Table", actions: ["Query"] }],
  scope: "categories:read",
  request: {
    query: v.strictObject({
      limit: v.optional(
        v.pipe(
          v.string(),
          v.regex(/^[1-9]$/),
          v.metadata({ type: "integer", minimum: 1, maximum: 9, description: "How many." }),
          v.transform(Number),
        ),
        "5",
      ),
    }),
  },
  success: { status: 200, body: v.strictObject({ items: v.array(thing) }), headers: { link: "Where it goes on." } },
} as const satisfies Route;

const getText = {
  operationId: "getText",
  method: "GET",
  path: "/text",
  summary: "Read a text",
  handler: "functions/entries/get-text.handler",
  tables: [],
  scope: "public",
  request: {},
  success: { status: 200, mediaType: "text/plain; charset=utf-8", noStore: true },
} as const satisfies Route;

const document = createDocument([createThing, updateThing, listThings, getText], "1.2.3");
const operations = new Map(operationsOf(document).map(({ operation }) => [operation.operationId, operation]));

describe("a request", () => {
  test("has its parameters by place, and numbers as numbers", () => {
    expect(operations.get("listThings")?.parameters).toEqual([
      {
        name: "limit",
        in: "query",
        required: false,
        description: "How many.",
        schema: { type: "integer", minimum: 1, maximum: 9, default: 5 },
      },
      expect.objectContaining({ name: "if-none-match", in: "header", required: false }),
    ]);
    expect(operations.get("updateThing")?.parameters).toMatchObject([
      { name: "id", in: "path", required: true },
      { name: "if-match", in: "header", required: true },
    ]);
    expect(operations.get("createThing")?.parameters).toMatchObject([{ name: "idempotency-key", required: true }]);
  });

  test("refuses unknown fields, and a named schema stands once", () => {
    expect(operations.get("createThing")?.requestBody).toEqual({
      description: "At most 65536 bytes.",
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/NewThing" } } },
    });
    expect(document.components.schemas["NewThing"]?.additionalProperties).toBe(false);
  });

  test("needs a token with a scope, or none", () => {
    expect(operations.get("listThings")?.security).toEqual([{ token: ["categories:read"] }]);
    expect(operations.get("getText")?.security).toEqual([]);
  });
});

function headersOf(operationId: string, status: number): readonly string[] {
  return Object.keys(operations.get(operationId)?.responses[status]?.headers ?? {});
}

describe("an answer", () => {
  test("tells the version of what can be asked for or changed by it", () => {
    expect(headersOf("createThing", 201)).toEqual(["x-request-id", "etag", "location", "idempotency-replayed"]);
    expect(headersOf("updateThing", 200)).toEqual(["x-request-id", "etag"]);
    expect(headersOf("listThings", 200)).toEqual(["x-request-id", "etag", "link"]);
    expect(headersOf("listThings", 304)).toEqual(["x-request-id", "etag"]);
    expect(headersOf("getText", 200)).toEqual(["x-request-id"]);
    expect(operations.get("getText")?.responses[304]).toBeUndefined();
  });

  test("may get more fields in time", () => {
    const content = operations.get("listThings")?.responses[200]?.content;
    expect(content?.["application/json"]?.schema).not.toHaveProperty("additionalProperties");
  });

  test("is what its media type says", () => {
    expect(operations.get("getText")?.responses[200]?.content).toEqual({
      "text/plain": { schema: { type: "string" } },
    });
  });
});

describe("a problem", () => {
  test("is listed with its code under its status", () => {
    const conflict = operations.get("createThing")?.responses[409];
    expect(conflict?.description).toContain("- `thing-taken`: Another thing has this name.");
    expect(conflict?.content?.["application/problem+json"]?.schema.allOf?.[1]).toEqual({
      type: "object",
      properties: { code: { enum: ["request-in-flight", "thing-taken"] } },
    });
  });

  test("tells when to come back, or what to send instead", () => {
    expect(operations.get("createThing")?.responses[409]?.headers?.["retry-after"]?.required).toBe(false);
    expect(operations.get("updateThing")?.responses[415]?.headers?.["accept"]?.required).toBe(true);
  });

  test("tells how to authenticate; the gateway's own refusal has a message only", () => {
    const { headers, content } = operations.get("listThings")?.responses[401] ?? {};
    expect(headers?.["www-authenticate"]?.required).toBe(false);
    expect(content?.["application/json"]?.schema).toEqual({ $ref: "#/components/schemas/GatewayMessage" });
  });

  test("that several operations share stands once", () => {
    const written = document.paths["/things"]?.["get"]?.responses[403];
    expect(written).toEqual({ $ref: "#/components/responses/InsufficientScope" });
  });
});

test("two schemas of one title are a mistake", () => {
  const other = v.pipe(v.strictObject({ size: v.number() }), v.title("Thing"));
  const route = { ...listThings, success: { status: 200, body: other } };
  expect(() => createDocument([updateThing, route], "1")).toThrow("Two different schemas have the title Thing");
});

test("the same routes make the same document", () => {
  expect(createDocument([createThing, updateThing, listThings, getText], "1.2.3")).toEqual(document);
});
