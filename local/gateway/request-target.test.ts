import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { parseRequestTarget } from "./request-target.ts";

describe("a request target", () => {
  test.each([
    ["/", "/", ""],
    ["/a?", "/a", ""],
    ["/a?x=1&y=%20?z", "/a", "x=1&y=%20?z"],
    ["/caf%C3%A9/%E2%98%95", "/café/☕", ""],
    ["/a%2Fb", "/a/b", ""],
    ["/a%252Fb", "/a%2Fb", ""],
    ["/a+b%2Bc", "/a+b+c", ""],
    ["/a%3Fb/c?x", "/a", "x"],
    ["/a/../b/./c//", "/a/../b/./c//", ""],
    ["http://example.test/a%20b?x", "/a b", "x"],
    ["http://example.test", "/", ""],
    ["http://example.test?x", "/", "x"],
    ["//example.test/a", "//example.test/a", ""],
  ])("%s is the path %s and the query %p", (target, path, query) => {
    expect(parseRequestTarget(target)).toEqual({ path, query });
  });

  test.each(["/%", "/%2", "/%zz", "/%E2%98", "/%FF", "/a?x=%", "/a?x=%g0"])("%s is malformed", (target) => {
    expect(parseRequestTarget(target)).toBeUndefined();
  });

  test("gives back any path that was encoded part by part", () => {
    const parts = fc.array(fc.string({ unit: "grapheme" }).map((part) => part.replaceAll("?", "")));
    fc.assert(
      fc.property(parts, (segments) => {
        const target = `/${segments.map((segment) => encodeURIComponent(segment)).join("/")}`;
        expect(parseRequestTarget(target)).toEqual({ path: `/${segments.join("/")}`, query: "" });
      }),
    );
  });
});
