import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import type { AuthenticateToken } from "../backend/application/token/authenticate-token.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { scopes } from "../backend/domain/token/scope.ts";
import { tokenTestingBindings } from "../backend/testing/token-testing-bindings.ts";
import type { EventValues } from "../http/testing/http-event.ts";
import { invoke, requestId } from "../http/testing/invoke.ts";
import { problemOf } from "../http/testing/problem-of.ts";
import { createTokenHandler } from "./create-token.ts";
import { getTokenHandler } from "./get-token.ts";
import { listTokensHandler } from "./list-tokens.ts";
import { revokeTokenHandler } from "./revoke-token.ts";
import { createdTokenSchema, tokenPageSchema, tokenSchema } from "./schemas.ts";

const time = "2026-01-02T03:04:05.678Z";
const administratorId = "0199f3a2-7c1e-7000-8000-000000000000";
const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";

/** What the authorizer says of a caller. */
function caller(scopes = "admin", values: object = {}) {
  return { outcome: "authenticated", tokenId: administratorId, scopes, ...values };
}

function at(id: string) {
  return { path: `/tokens/${id}`, pathParameters: { id } };
}

/** The handlers over a store in memory, called as a client would call the API. */
function setUp() {
  const { container, clock, logger, tokens } = tokenTestingBindings();
  const handlers = {
    create: createTokenHandler(container),
    get: getTokenHandler(container),
    list: listTokensHandler(container),
    revoke: revokeTokenHandler(container),
  };
  const authenticate: AuthenticateToken = container.resolve(TOKENS.AuthenticateToken);
  const post = (body: unknown, values: EventValues = {}) =>
    invoke(handlers.create, {
      method: "POST",
      path: "/tokens",
      body,
      authorizer: caller(),
      ...values,
      headers: { "idempotency-key": crypto.randomUUID(), ...values.headers },
    });
  return {
    authenticate,
    clock,
    logger,
    tokens,
    post,
    create: async (values: object = {}) =>
      v.parse(createdTokenSchema, (await post({ name: "Agent", scopes: ["categories:read"], ...values })).body),
    get: (id: string, headers: EventValues["headers"] = {}) => invoke(handlers.get, { ...at(id), headers }),
    list: (query = "") => invoke(handlers.list, { path: "/tokens", query }),
    revoke: (id: string, values: EventValues = {}) =>
      invoke(handlers.revoke, { method: "DELETE", ...at(id), headers: { "if-match": "*" }, ...values }),
  };
}

describe("POST /tokens", () => {
  test("answers 201 with the token, which works, and keeps no copy of it", async () => {
    const { post, tokens, authenticate, logger } = setUp();
    const scopes = ["sessions:write", "clients:read"];
    const { status, headers, body } = await post({ name: " Agent ", scopes, expiresAt: "2027-01-31T01:00:00+01:00" });
    const { token, ...resource } = v.parse(createdTokenSchema, body);

    expect(status).toBe(201);
    expect(resource).toEqual({
      id: resource.id,
      name: "Agent",
      scopes: ["clients:read", "sessions:write"],
      createdAt: time,
      createdBy: administratorId,
      expiresAt: "2027-01-31T00:00:00.000Z",
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(headers).toEqual({
      "content-type": "application/json",
      "x-request-id": requestId,
      "cache-control": "no-store",
      location: `/tokens/${resource.id}`,
      etag: '"1"',
    });
    expect(token).toStartWith(`draht_test_${resource.id}_`);
    expect(await authenticate.execute(token)).toMatchObject({
      outcome: "authenticated",
      caller: { tokenId: resource.id, scopes: ["clients:read", "sessions:write"] },
    });
    const secret = token.slice(-49);
    expect(JSON.stringify(await tokens.find(resource.id))).not.toContain(secret);
    expect(JSON.stringify(logger.entries)).not.toContain(secret);
  });

  test("sent again with the same Idempotency-Key gives the same token", async () => {
    const { post, list } = setUp();
    const body = { name: "Agent", scopes: ["categories:read"] };
    const headers = { "idempotency-key": crypto.randomUUID() };
    const [first, second] = [await post(body, { headers }), await post(body, { headers })];

    expect(second.body).toEqual(first.body);
    expect(v.parse(tokenPageSchema, (await list()).body).items).toHaveLength(1);
  });

  test("422 names every value that is wrong", async () => {
    const { post } = setUp();
    const answer = await post({ name: "", scopes: ["categories:delete"], expiresAt: "tomorrow", admin: true });
    expect(problemOf(answer)).toMatchObject({ status: 422, code: "validation-failed" });
    expect(problemOf(answer)["errors"]).toEqual([
      { pointer: "#/admin", detail: "Is not known here. Allowed: name, scopes, expiresAt." },
      { pointer: "#/name", detail: "Must contain at least one visible character." },
      { pointer: "#/scopes/0", detail: `Must be one of ${scopes.join(", ")}.` },
      { pointer: "#/expiresAt", detail: expect.stringContaining("Must be a date and time") },
    ]);
  });

  test.each([
    [{ scopes: [] }, "#/scopes"],
    [{ expiresAt: "2026-01-02T03:04:05Z" }, "#/expiresAt"],
    [{ expiresAt: "2026-02-30T00:00:00Z" }, "#/expiresAt"],
  ])("422 for %j", async (values, pointer) => {
    const { post } = setUp();
    const answer = await post({ name: "Agent", scopes: ["categories:read"], ...values });
    expect(problemOf(answer)).toMatchObject({ status: 422, code: "validation-failed", errors: [{ pointer }] });
  });

  describe("by a token that is no administrator's", () => {
    const body = { name: "Agent", scopes: ["categories:read", "clients:read", "admin"] };

    test("403 names what it cannot give, and asks for a token with more scopes", async () => {
      const { post, list } = setUp();
      const answer = await post(body, { authorizer: caller("tokens:write categories:write") });

      expect(problemOf(answer)).toMatchObject({
        status: 403,
        code: "grant-exceeded",
        detail: expect.stringContaining("what it does not have: admin, clients:read."),
      });
      expect(answer.headers["www-authenticate"]).toBe('Bearer realm="draht", error="insufficient_scope"');
      expect(v.parse(tokenPageSchema, (await list()).body).items).toEqual([]);
    });

    test("201 for what it has, implied scopes included", async () => {
      const { post } = setUp();
      const scopes = ["categories:read", "categories:write", "tokens:read"];
      const answer = await post({ ...body, scopes }, { authorizer: caller("tokens:write categories:write") });
      expect(answer.status).toBe(201);
    });

    test.each([
      [null, 403],
      ["2026-06-01T00:00:01Z", 403],
      ["2026-06-01T00:00:00.000Z", 201],
    ])("that expires, one that expires at %p: %d", async (expiresAt, status) => {
      const { post } = setUp();
      const authorizer = caller("admin", { expiresAt: "2026-06-01T00:00:00.000Z" });
      expect((await post({ ...body, expiresAt }, { authorizer })).status).toBe(status);
    });
  });
});

describe("GET /tokens/{id}", () => {
  test("answers with the token without its secret", async () => {
    const { create, get } = setUp();
    const { token, ...resource } = await create();
    const { status, headers, body } = await get(resource.id);

    expect(status).toBe(200);
    expect(v.parse(tokenSchema, body)).toEqual(resource);
    expect(headers).toMatchObject({ etag: '"1"', "cache-control": "private, no-cache" });
    expect(JSON.stringify(body)).not.toContain(token.slice(-49));
  });

  test("shows the last use, which is a new version", async () => {
    const { create, get, authenticate } = setUp();
    const { id, token } = await create();
    await authenticate.execute(token);

    expect((await get(id, { "if-none-match": '"1"' })).body).toMatchObject({ lastUsedAt: time });
    expect((await get(id, { "if-none-match": '"2"' })).status).toBe(304);
  });

  test("404 for an id that nothing has", async () => {
    const { get } = setUp();
    expect(problemOf(await get(missingId))).toMatchObject({ status: 404, code: "token-not-found" });
  });
});

describe("GET /tokens", () => {
  test("gives all tokens in pages, the newest first, without their secrets", async () => {
    const { create, list } = setUp();
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) ids.unshift((await create({ name: `Agent ${index}` })).id);

    const first = v.parse(tokenPageSchema, (await list("limit=2")).body);
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = v.parse(tokenPageSchema, (await list(`limit=2&cursor=${first.nextCursor}`)).body);
    expect(second).toEqual({ items: [expect.objectContaining({ id: ids[2] })], nextCursor: null });
  });

  test("400 for a cursor that was not given out", async () => {
    const { list } = setUp();
    expect(problemOf(await list("cursor=WzFd"))).toMatchObject({ status: 400, code: "invalid-cursor" });
  });
});

describe("DELETE /tokens/{id}", () => {
  test("revokes the token, which is refused from then on and still listed", async () => {
    const { create, revoke, authenticate, get, list } = setUp();
    const { id, token } = await create();

    expect((await revoke(id)).status).toBe(204);
    expect(await authenticate.execute(token)).toMatchObject({ outcome: "refused", reason: "revoked" });
    expect((await get(id)).body).toMatchObject({ revokedAt: time });
    expect(v.parse(tokenPageSchema, (await list()).body).items).toHaveLength(1);
  });

  test("does nothing to a token that is revoked", async () => {
    const { create, revoke, get, clock } = setUp();
    const { id } = await create();
    await revoke(id);
    clock.time = new Date("2026-02-02T00:00:00.000Z");

    expect((await revoke(id)).status).toBe(204);
    expect((await get(id)).body).toMatchObject({ revokedAt: time });
  });

  test("revokes the version that is named, and no other", async () => {
    const { create, revoke } = setUp();
    const { id } = await create();

    expect(problemOf(await revoke(id, { headers: {} }))).toMatchObject({ status: 428 });
    const changed = await revoke(id, { headers: { "if-match": '"2"' } });
    expect(problemOf(changed)).toMatchObject({ status: 412, code: "token-changed" });
    expect((await revoke(id, { headers: { "if-match": '"1"' } })).status).toBe(204);
  });

  test("with any version, also revokes a token that is used meanwhile", async () => {
    const { create, revoke, tokens, get } = setUp();
    const { id } = await create();
    const find = tokens.find.bind(tokens);
    tokens.find = async (id) => {
      const token = await find(id);
      tokens.find = find;
      if (token !== null) await tokens.replace(token, token.use(new Date(time)));
      return token;
    };

    expect((await revoke(id)).status).toBe(204);
    expect((await get(id)).body).toMatchObject({ revokedAt: time, lastUsedAt: time });
  });

  test("403 for a token that can do more than the caller's", async () => {
    const { create, revoke, get } = setUp();
    const { id } = await create({ scopes: ["categories:read", "admin"] });
    const answer = await revoke(id, { authorizer: caller("tokens:write categories:read") });

    expect(problemOf(answer)).toMatchObject({ status: 403, code: "grant-exceeded" });
    expect((await get(id)).body).toMatchObject({ revokedAt: null });
  });

  test("404 for an id that nothing has", async () => {
    const { revoke } = setUp();
    expect(problemOf(await revoke(missingId))).toMatchObject({ status: 404, code: "token-not-found" });
  });
});
