import { describe, expect, test } from "bun:test";
import { newApiToken } from "../../testing/new-api-token.ts";
import { ValidationException } from "../exception/validation-exception.ts";

const created = new Date("2026-01-02T03:04:05.000Z");
const later = (milliseconds: number) => new Date(created.getTime() + milliseconds);
const hour = 60 * 60 * 1000;

test("a new token has its scopes once each, in a fixed order", () => {
  const { token } = newApiToken({ name: " Agent ", scopes: ["sessions:write", "admin", "sessions:write"] });
  expect(token.scopes).toEqual(["admin", "sessions:write"]);
  expect(token.name).toBe("Agent");
  expect([token.version, token.lastUsedAt, token.revokedAt]).toEqual([1, null, null]);
});

test("a new token was created when its id was drawn, also where that is a while ago", () => {
  const id = Bun.randomUUIDv7("hex", created);
  expect(newApiToken({ id }, later(hour)).token.createdAt).toEqual(created);
});

test.each([{ name: "" }, { scopes: [] }, { expiresAt: created }])("%j makes no token", (values) => {
  expect(() => newApiToken(values, created)).toThrow(ValidationException);
});

describe("a token is", () => {
  test("active until it expires", () => {
    const { token } = newApiToken({ expiresAt: later(hour) }, created);
    expect(token.statusAt(later(hour - 1))).toBe("active");
    expect(token.statusAt(later(hour))).toBe("expired");
  });

  test("active for ever without expiry", () => {
    expect(newApiToken({}, created).token.statusAt(new Date("9999-01-01T00:00:00Z"))).toBe("active");
  });

  test("revoked once and for all", () => {
    const { token } = newApiToken({ expiresAt: later(hour) }, created);
    const revoked = token.revoke(later(1));
    expect(revoked).toMatchObject({ revokedAt: later(1), version: 2, hash: token.hash });
    expect(revoked.statusAt(later(2 * hour))).toBe("revoked");
    expect(revoked.revoke(later(2))).toBe(revoked);
    expect(token.statusAt(created)).toBe("active");
  });
});

describe("the last use", () => {
  test("is known to the hour", () => {
    const used = newApiToken({}, created).token.use(later(0));
    expect(used).toMatchObject({ lastUsedAt: created, version: 2 });
    expect(used.use(later(hour - 1))).toBe(used);
    expect(used.use(later(hour))).toMatchObject({ lastUsedAt: later(hour), version: 3 });
  });

  test("is no later than the real one when a clock goes back", () => {
    const used = newApiToken({}, created).token.use(later(hour));
    expect(used.use(later(0))).toBe(used);
  });
});
