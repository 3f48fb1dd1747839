import { toJsonSchema } from "@valibot/to-json-schema";
import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { GenericSchema } from "valibot";
import { idempotencyAccess } from "./idempotency-access.ts";
import { problemsOf, requiresIfMatch } from "./problems.ts";
import { type Route, routeKey } from "./route.ts";
import { routes } from "./routes.ts";
import type { TableAccess } from "./table-access.ts";
import { tables } from "./tables.ts";

const root = join(import.meta.dir, "..", "..");

const reading: ReadonlySet<string> = new Set(["BatchGetItem", "ConditionCheckItem", "GetItem", "Query"]);

function isWrite({ actions }: TableAccess): boolean {
  return actions.some((action) => !reading.has(action));
}

test("operation ids are unique and can name a function and its folder", () => {
  const ids = routes.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-zA-Z0-9]{1,40}$/);
});

test("route keys are unique", () => {
  const keys = routes.map((route) => routeKey(route));
  expect(new Set(keys).size).toBe(keys.length);
});

test("there is exactly one route for what no other takes", () => {
  expect(routes.filter(({ path, method }) => path === "$default" && method === "ANY")).toHaveLength(1);
  expect(routes.filter(({ path, method }) => (path === "$default") !== (method === "ANY"))).toEqual([]);
});

test("a problem has the same status and description with every route", () => {
  const byCode = Map.groupBy(
    routes.flatMap((route) => problemsOf(route)),
    ({ code }) => code,
  );
  for (const [first, ...others] of byCode.values()) {
    for (const other of others) expect(other).toEqual(first ?? other);
  }
});

describe.each(routes.map((route) => [route.operationId, route] as const))("%s", (_operationId, route) => {
  test("its handler's file exists and exports it", async () => {
    const [, file, name] = /^(.+)\.(\w+)$/.exec(route.handler) ?? [];
    const source = Bun.file(join(root, `${file}.ts`));
    const exports = new Bun.Transpiler({ loader: "ts" }).scan(await source.text()).exports;
    expect(exports).toContain(name ?? "");
  });

  test("its tables are declared, and named once", () => {
    const names = route.tables.map(({ table }) => table);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(tables.map((table) => table.name)).toContain(name);
  });

  test("its path's parameters are those of its schema", () => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    expect(keysOf(route.request.path)).toEqual(inPath);
  });

  test("it has a body to answer with exactly if its status has one", () => {
    const { status, body, mediaType } = route.success;
    expect(body !== undefined || mediaType !== undefined).toBe(status !== 204 && route.path !== "$default");
  });

  test("only a method with content takes a body, and only one that reads changes nothing", () => {
    expect(route.request.body === undefined || ["POST", "PUT", "PATCH"].includes(route.method)).toBe(true);
    const writes = route.tables.some(isWrite);
    expect(writes).toBe(!["GET", "ANY"].includes(route.method));
  });

  test("it can be sent again: by a key, unless it knows itself what it has done", () => {
    // An entry of a transcript is known by its id.
    const isKeyed = route.method === "POST" && route.operationId !== "appendEntries";
    expect(route.idempotent === true).toBe(isKeyed);
    expect(keysOf(route.request.headers).includes("idempotency-key")).toBe(isKeyed);
    expect(route.tables.some(({ table }) => table === "Idempotency")).toBe(isKeyed);
    if (isKeyed) expect(route.tables).toContainEqual(idempotencyAccess);
  });

  test("it changes only the version that the caller has seen", () => {
    expect(requiresIfMatch(route)).toBe(["PUT", "PATCH", "DELETE"].includes(route.method));
  });

  test("it gets the key that signs cursors exactly if it takes them, and no other secret", () => {
    expect(route.secrets ?? []).toEqual(keysOf(route.request.query).includes("cursor") ? ["CursorKey"] : []);
  });

  test("its problems have a code each, a status and a description", () => {
    const problems = problemsOf(route);
    expect(new Set(problems.map(({ code }) => code)).size).toBe(problems.length);
    for (const { code, status, description } of problems) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(status).toBeWithin(400, 600);
      expect(description).toEndWith(".");
    }
  });

  test("its scope fits what it does", () => {
    const wanted = route.tables.length === 0 ? "public" : route.tables.some(isWrite) ? "write" : "read";
    expect(route.scope.split(":").at(-1)).toBe(wanted);
  });

  test("its schemas can be written as JSON Schema, as OpenAPI needs it", () => {
    for (const schema of schemasOf(route)) {
      const jsonSchema = toJsonSchema(schema, { typeMode: "input", ignoreActions: ["raw_check"] });
      expect(jsonSchema).toMatchObject({ type: "object" });
    }
  });
});

function keysOf(schema: GenericSchema | undefined): string[] {
  if (schema === undefined) return [];
  return Object.keys(toJsonSchema(schema, { errorMode: "ignore" }).properties ?? {});
}

function schemasOf({ request, success }: Route): GenericSchema[] {
  return [request.path, request.query, request.headers, request.body, success.body].filter(
    (schema) => schema !== undefined,
  );
}
