import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { DuplicateRouteError, RouteTable } from "./route-table.ts";

function tableOf(...keys: readonly string[]): RouteTable<string> {
  return new RouteTable(keys.map((routeKey) => ({ routeKey, target: routeKey })));
}

describe("routes as in the example of the AWS documentation", () => {
  const table = tableOf("$default", "ANY /{proxy+}", "GET /pets/{proxy+}", "GET /pets/dog/{id}", "GET /pets/dog/1");

  test.each([
    ["GET", "/pets/dog/1", "GET /pets/dog/1"],
    ["GET", "/pets/dog/2", "GET /pets/dog/{id}"],
    ["GET", "/pets/cat/1", "GET /pets/{proxy+}"],
    ["POST", "/test/5", "ANY /{proxy+}"],
  ])("%s %s goes to %s", (method, path, expected) => {
    expect(table.match(method, path)?.routeKey).toBe(expected);
  });
});

describe("a route table", () => {
  test("prefers the route's own method to ANY on the same path", () => {
    const table = tableOf("ANY /pets", "GET /pets");
    expect(table.match("GET", "/pets")?.routeKey).toBe("GET /pets");
    expect(table.match("HEAD", "/pets")?.routeKey).toBe("ANY /pets");
  });

  test("keeps its order around routes of another length", () => {
    expect(tableOf("GET /{id}", "GET /", "GET /a").match("GET", "/a")?.routeKey).toBe("GET /a");
  });

  test("prefers a more specific path under ANY to the method on a less specific one", () => {
    expect(tableOf("GET /pets/{id}", "ANY /pets/dog").match("GET", "/pets/dog")?.routeKey).toBe("ANY /pets/dog");
  });

  test("falls back to a less specific route that has the method", () => {
    expect(tableOf("GET /pets/dog", "POST /pets/{id}").match("POST", "/pets/dog")?.routeKey).toBe("POST /pets/{id}");
  });

  test("finds nothing for a known path under another method: there is no 405", () => {
    expect(tableOf("GET /pets").match("DELETE", "/pets")).toBeUndefined();
  });

  test("does not answer HEAD with a GET route", () => {
    expect(tableOf("GET /pets").match("HEAD", "/pets")).toBeUndefined();
  });

  test("uses $default for everything else, without path parameters", () => {
    const match = tableOf("GET /pets", "$default").match("PURGE", "/no/such");
    expect(match).toEqual({ routeKey: "$default", target: "$default", pathParameters: new Map() });
  });

  test("fills a variable with exactly one part, never an empty one", () => {
    const table = tableOf("GET /pets/{id}");
    expect(table.match("GET", "/pets/a b/")).toBeUndefined();
    expect(table.match("GET", "/pets/")).toBeUndefined();
    expect(table.match("GET", "/pets")).toBeUndefined();
    expect(table.match("GET", "/pets/a b")?.pathParameters).toEqual(new Map([["id", "a b"]]));
  });

  test("fills a greedy variable with the rest of the path, even an empty one after a slash", () => {
    const table = tableOf("GET /files/{proxy+}");
    expect(table.match("GET", "/files/a/b//c/")?.pathParameters).toEqual(new Map([["proxy", "a/b//c/"]]));
    expect(table.match("GET", "/files/")?.pathParameters).toEqual(new Map([["proxy", ""]]));
    expect(table.match("GET", "/files")).toBeUndefined();
  });

  test("matches the root with a greedy variable alone", () => {
    expect(tableOf("ANY /{proxy+}").match("GET", "/")?.pathParameters).toEqual(new Map([["proxy", ""]]));
  });

  test("tells a trailing slash apart, and upper from lower case", () => {
    const table = tableOf("GET /pets", "GET /");
    expect(table.match("GET", "/pets/")).toBeUndefined();
    expect(table.match("GET", "/Pets")).toBeUndefined();
    expect(table.match("GET", "//")).toBeUndefined();
    expect(table.match("GET", "/")?.routeKey).toBe("GET /");
  });

  test.each([
    ["GET /pets", "GET /pets"],
    ["GET /pets/{id}", "GET /pets/{name}"],
    ["ANY /{proxy+}", "ANY /{rest+}"],
    ["$default", "$default"],
  ])("refuses %s beside %s", (first, second) => {
    const build = () => tableOf(first, second);
    expect(build).toThrow(DuplicateRouteError);
    expect(build).toThrow(`The route "${second}" takes the same requests as "${first}": remove one of them.`);
  });
});

test("any table chooses what a naive reading of the rules chooses", () => {
  const method = fc.constantFrom("GET", "POST", "ANY");
  const part = fc.constantFrom("a", "b", "{v}");
  const key = fc
    .tuple(method, fc.array(part, { maxLength: 3 }), fc.boolean())
    .map(([verb, parts, greedy]) => routeKeyOf(verb, greedy ? [...parts, "{v+}"] : parts));
  const keys = fc.uniqueArray(
    fc.oneof({ weight: 9, arbitrary: key }, { weight: 1, arbitrary: fc.constant("$default") }),
    {
      maxLength: 12,
    },
  );
  const path = fc
    .array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 4 })
    .map((parts) => `/${parts.join("/")}`);

  fc.assert(
    fc.property(keys, fc.constantFrom("GET", "POST", "PUT"), path, (routeKeys, verb, requested) => {
      expect(withoutNames(tableOf(...routeKeys).match(verb, requested)?.routeKey)).toBe(
        withoutNames(naiveMatch(routeKeys, verb, requested)),
      );
    }),
    { numRuns: 200 },
  );
});

/** Numbers the variables, since a name may stand only once in a key. */
function routeKeyOf(method: string, parts: readonly string[]): string {
  return `${method} /${parts.map((part, index) => part.replace("v", `v${index}`)).join("/")}`;
}

function withoutNames(key: string | undefined): string | undefined {
  return key?.replaceAll(/v\d/g, "v");
}

/** Tries every key as a regular expression and sorts those that match by a text that is smaller for what goes first. */
function naiveMatch(keys: readonly string[], method: string, path: string): string | undefined {
  const candidates = keys.filter((key) => {
    const [verb = "", pattern = ""] = key.split(" ");
    const expression = pattern.replaceAll(/\{\w+\+\}/g, ".*").replaceAll(/\{\w+\}/g, "[^/]+");
    return key === "$default" || ((verb === "ANY" || verb === method) && new RegExp(`^${expression}$`).test(path));
  });
  return candidates.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))[0];
}

function rank(key: string): string {
  if (key === "$default") return "3";
  const [verb = "", pattern = ""] = key.split(" ");
  const kinds = pattern
    .replaceAll(/\{\w+\+\}/g, "3")
    .replaceAll(/\{\w+\}/g, "2")
    .replaceAll(/[a-z]/g, "1");
  return `${pattern.includes("+") ? 2 : 1}${kinds}${verb === "ANY" ? 2 : 1}`;
}
