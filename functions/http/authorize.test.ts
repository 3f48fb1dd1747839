import { describe, expect, test } from "bun:test";
import { authorize } from "./authorize.ts";
import { callerOf } from "./caller-of.ts";
import { toHttpEvent } from "./http-event.ts";
import { HttpException } from "./http-exception.ts";
import { type EventValues, httpEvent } from "./testing/http-event.ts";

const now = new Date("2026-01-02T03:04:05.000Z");
const route = { scope: "categories:write" } as const;

function caller(scopes: string, values: object = {}) {
  return { outcome: "authenticated", tokenId: "token-1", scopes, ...values };
}

/** The caller, or what the refusal is. */
function judge(authorizer: EventValues["authorizer"], scope: "public" | "categories:write" = route.scope) {
  try {
    return authorize({ scope }, callerOf(toHttpEvent(httpEvent({ authorizer: authorizer ?? null }))), now);
  } catch (error) {
    if (!(error instanceof HttpException)) throw error;
    const { status, code, message, headers } = error;
    return { status, code, message, challenge: headers["www-authenticate"] };
  }
}

const refusal = {
  status: 401,
  code: "invalid-token",
  message:
    "The token is not valid: it may be misspelt, expired, revoked or of another stage. Send authorization: Bearer with " +
    "a token of this stage.",
  challenge:
    'Bearer realm="draht", error="invalid_token", error_description="The token is not valid: it may be misspelt, ' +
    'expired, revoked or of another stage."',
};

describe("who may use a route", () => {
  test.each(["categories:write", "admin", "sessions:read categories:write", "categories:read admin"])(
    "is who has one of %j",
    (scopes) => {
      expect(judge(caller(scopes))).toMatchObject({ tokenId: "token-1", scopes: scopes.split(" "), expiresAt: null });
    },
  );

  test("is known with the expiry of their token", () => {
    const expiresAt = "2027-01-01T00:00:00.000Z";
    expect(judge(caller("admin", { expiresAt }))).toMatchObject({ expiresAt: new Date(expiresAt) });
  });

  test("is anyone where it is public, also who could not be known", () => {
    for (const authorizer of [null, { outcome: "refused" }, caller("")]) {
      expect(judge(authorizer, "public")).toBeUndefined();
    }
  });
});

test.each(["", "categories:read", "sessions:write", "categories:writer", "Admin", "categories:write,admin"])(
  "403 names the scope that %j lacks",
  (scopes) => {
    expect(judge(caller(scopes))).toEqual({
      status: 403,
      code: "insufficient-scope",
      message: "The token lacks the scope categories:write. Use one that has it.",
      challenge: 'Bearer realm="draht", error="insufficient_scope", scope="categories:write"',
    });
  },
);

describe("401, always the same, for", () => {
  test.each([
    ["a refused token", { outcome: "refused" }],
    ["a route without authorizer", null],
    ["an authorizer that says nothing", {}],
    ["an unknown outcome", { ...caller("admin"), outcome: "Authenticated" }],
    ["a caller without id", { outcome: "authenticated", scopes: "admin" }],
    ["a caller without scopes", { outcome: "authenticated", tokenId: "token-1" }],
    ["scopes that are no text", { ...caller("admin"), scopes: ["admin"] }],
    ["an expiry that is none", caller("admin", { expiresAt: "never" })],
    ["a token that has expired since the authorizer was asked", caller("admin", { expiresAt: now.toISOString() })],
  ])("%s", (_what, authorizer) => {
    expect(judge(authorizer)).toEqual(refusal);
  });
});
