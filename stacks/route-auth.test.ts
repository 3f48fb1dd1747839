import { describe, expect, test } from "bun:test";
import { routes } from "../functions/manifest/routes.ts";
import { requiresIam } from "./route-auth.ts";

describe("requiresIam", () => {
  test("a route with a scope is closed", () => {
    expect(requiresIam({ scope: "categories:read", tables: [] })).toBe(true);
  });

  test("a public route that touches a table is closed", () => {
    expect(requiresIam({ scope: "public", tables: [{ table: "Table", actions: ["GetItem"] }] })).toBe(true);
  });

  test("a public route that touches no table is open", () => {
    expect(requiresIam({ scope: "public", tables: [] })).toBe(false);
  });

  test("of the manifest, only these are open to anyone", () => {
    const open = routes.filter((route) => !requiresIam(route)).map((route) => route.operationId);
    expect(open.toSorted()).toEqual(["getHealth", "notFound"]);
  });
});
