import { describe, expect, test } from "bun:test";
import { allowsScope, isScope, type Scope, scopedResources, scopes } from "./scope.ts";

test("there is a scope to read and one to write each resource, and one for everything", () => {
  expect(new Set(scopes).size).toBe(scopedResources.length * 2 + 1);
});

describe("a token with", () => {
  test("admin may do everything", () => {
    for (const scope of scopes) expect(allowsScope(["admin"], scope)).toBe(true);
  });

  test("no scope may do nothing", () => {
    for (const scope of scopes) expect(allowsScope([], scope)).toBe(false);
  });

  test.each(scopedResources)("%s:write may also read them, and nothing else", (resource) => {
    const allowed = scopes.filter((scope) => allowsScope([`${resource}:write`], scope));
    expect(allowed).toEqual([`${resource}:read`, `${resource}:write`]);
  });

  test.each(scopedResources)("%s:read may read them, and nothing else", (resource) => {
    const held: Scope = `${resource}:read`;
    expect(scopes.filter((scope) => allowsScope([held], scope))).toEqual([held]);
  });

  test("every other scope is still no administrator", () => {
    const others = scopes.filter((scope) => scope !== "admin");
    expect(allowsScope(others, "admin")).toBe(false);
  });
});

test.each(["", "admin ", "Admin", "categories", "categories:delete", "constructor"])("%j is no scope", (text) => {
  expect(isScope(text)).toBe(false);
});
