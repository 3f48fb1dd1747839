import { describe, expect, test } from "bun:test";
import { missingScopes, outlives } from "./caller.ts";

test("what a caller lacks is what their scopes do not imply", () => {
  const caller = { tokenId: "t", scopes: ["sessions:write", "tokens:write"], expiresAt: null } as const;
  expect(missingScopes(caller, ["sessions:read", "sessions:write", "clients:read", "admin"])).toEqual([
    "clients:read",
    "admin",
  ]);
});

describe("expiries", () => {
  const [sooner, later] = [new Date("2026-01-01T00:00:00Z"), new Date("2026-01-02T00:00:00Z")];

  test.each([
    [null, null, false],
    [null, later, true],
    [later, null, false],
    [later, sooner, true],
    [later, later, false],
    [sooner, later, false],
  ])("%p outlives %p: %p", (expiry, other, expected) => {
    expect(outlives(expiry, other)).toBe(expected);
  });
});
