import { describe, expect, test } from "bun:test";
import { MalformedRouteKeyError, parseRouteKey } from "./route-key.ts";

describe("a route key", () => {
  test("is a method and a path of static parts, variables and a greedy variable", () => {
    expect(parseRouteKey("GET /files/{id}/{proxy+}")).toEqual({
      key: "GET /files/{id}/{proxy+}",
      method: "GET",
      segments: [
        { kind: "static", text: "files" },
        { kind: "variable", name: "id" },
        { kind: "greedy", name: "proxy" },
      ],
    });
  });

  test("of the root path has no parts", () => {
    expect(parseRouteKey("ANY /")).toEqual({ key: "ANY /", method: "ANY", segments: [] });
  });

  test.each([
    ["", "write a method"],
    ["GET", "write a method"],
    ["GET categories", "write a method"],
    ["GET  /categories", "write a method"],
    ["GET /a b", "write a method"],
    ["get /categories", '"get" is none of'],
    ["TRACE /categories", '"TRACE" is none of'],
    ["GET /categories/", "remove the slash"],
    ["GET //categories", "neither plain text nor a variable"],
    ["GET /a%20b", "neither plain text nor a variable"],
    ["GET /x{id}", "neither plain text nor a variable"],
    ["GET /{}", "neither plain text nor a variable"],
    ["GET /{+}", "neither plain text nor a variable"],
    ["GET /{proxy+}/x", "last part of the path"],
    ["GET /{id}/{id}", "only once"],
  ])("%p is refused with what to change", (key, reason) => {
    const parse = () => parseRouteKey(key);
    expect(parse).toThrow(MalformedRouteKeyError);
    expect(parse).toThrow(reason);
  });
});
