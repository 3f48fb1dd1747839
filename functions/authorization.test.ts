import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import * as v from "valibot";
import { authorizerEvent } from "./authorizer/testing/authorizer-event.ts";
import type { ApiToken } from "./backend/domain/token/api-token.ts";
import { allowsScope, type Scope, scopes } from "./backend/domain/token/scope.ts";
import { formatToken, secretBytes } from "./backend/domain/token/token-text.ts";
import { DynamoDBTokenRepository } from "./backend/infrastructure/dynamodb/dynamodb-token-repository.ts";
import { EmulatedDynamoDB } from "./backend/testing/emulated-dynamodb.ts";
import { newApiToken, testStage } from "./backend/testing/new-api-token.ts";
import { type EventValues, httpEvent } from "./http/testing/http-event.ts";
import { authorizer } from "./manifest/authorizer.ts";
import { newSecret } from "./manifest/new-secret.ts";
import type { Route } from "./manifest/route.ts";
import { routes } from "./manifest/routes.ts";
import { startFunctions } from "./testing/emulated-functions.ts";
import type { FunctionProcess } from "./testing/function-process.ts";

const id = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const past = new Date("2026-01-02T03:04:05.678Z");
const secret = () => crypto.getRandomValues(new Uint8Array(secretBytes));

/** Texts that are no valid token of the stage, each as it is sent. */
const invalidTokens = {
  "that is none": async () => "hunter2",
  "of another stage": async () => formatToken({ stage: "prod", id }, secret()),
  "that is unknown": async () => newApiToken({ scopes: ["admin"] }).text,
  "with another secret": async () => {
    const { token } = await insert();
    return formatToken({ stage: testStage, id: token.id }, secret());
  },
  "with the id of the administrator's": async () => {
    const [, administratorId = ""] = /^draht_test_([^_]+)_/.exec(administratorToken) ?? [];
    return formatToken({ stage: testStage, id: administratorId }, secret());
  },
  "that is expired": async () => {
    const { text } = await insert({ expiresAt: new Date(past.getTime() + 60_000) });
    return text;
  },
  "that is revoked": async () => {
    const { token, text } = await insert();
    await tokens?.replace(token, token.revoke(new Date()));
    return text;
  },
} as const;

const administratorToken = newSecret("AdminToken", testStage);
const dynamoDB = await EmulatedDynamoDB.start("dynoxide");
let functions: FunctionProcess | undefined;
let tokens: DynamoDBTokenRepository | undefined;

beforeAll(async () => {
  if (dynamoDB === undefined) return;
  const tableName = await dynamoDB.createTables();
  tokens = new DynamoDBTokenRepository(dynamoDB.createClient(dynamoDB.endpoint), tableName("Tokens"));
  functions = startFunctions(dynamoDB.endpoint, tableName, { AdminToken: administratorToken });
});
afterAll(async () => {
  await functions?.[Symbol.asyncDispose]();
  await dynamoDB?.stop();
});

/** A token that may do everything unless scopes are given, made in the past. */
async function insert(
  values: Parameters<typeof newApiToken>[0] = {},
): Promise<{ readonly token: ApiToken; readonly text: string }> {
  const made = newApiToken({ scopes: ["admin"], ...values }, past);
  await tokens?.insert(made.token);
  return made;
}

const authorizerResultSchema = v.strictObject({
  isAuthorized: v.literal(true),
  context: v.record(v.string(), v.string()),
});

const answerSchema = v.looseObject({
  statusCode: v.number(),
  headers: v.record(v.string(), v.string()),
  body: v.optional(v.string()),
});

/** Sends a request to a route's function with what the authorizer says of the token. */
async function send(route: Route, token: string) {
  const event = authorizerEvent(`Bearer ${token}`);
  const { context } = v.parse(authorizerResultSchema, await functions?.invoke(authorizer.handler, event));
  return sendWith(route, context);
}

async function sendWith(route: Route, authorizer: EventValues["authorizer"]) {
  const names = Array.from(route.path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
  const event = httpEvent({
    method: route.method === "ANY" ? "GET" : route.method,
    path: route.path === "$default" ? "/nowhere" : route.path.replaceAll(/\{\w+\}/g, id),
    pathParameters: Object.fromEntries(names.map((name) => [name, id])),
    authorizer: authorizer ?? null,
  });
  const { statusCode, headers, body = "" } = v.parse(answerSchema, await functions?.invoke(route.handler, event));
  return { status: statusCode, challenge: headers["www-authenticate"], body };
}

/** Every scope that does not allow the given one, nor anything by implication. */
function otherScopes(wanted: Scope): Scope[] {
  return scopes.filter((scope) => !allowsScope([scope], wanted));
}

const invalid = {
  status: 401,
  challenge: expect.stringMatching(/^Bearer realm="draht", error="invalid_token"/),
  body: expect.stringContaining('"code":"invalid-token"'),
};

describe.skipIf(dynamoDB === undefined)("of all routes", () => {
  test("only the documentation, the health check and the answer to unknown paths are public", () => {
    const open = routes.filter(({ scope }) => scope === "public").map(({ operationId }) => operationId);
    expect(open.sort()).toEqual(["getDocumentation", "getHealth", "getOpenApi", "notFound"]);
  });

  describe.each(routes.filter(({ scope }) => scope === "public").map((route) => [route.operationId, route] as const))(
    "%s",
    (_operationId, route) => {
      test("answers anyone", async () => {
        expect((await sendWith(route, null)).status).toBe(route.success.status);
      });
    },
  );

  describe.each(routes.flatMap(({ scope, ...route }) => (scope === "public" ? [] : [{ scope, ...route }])))(
    "$operationId",
    (route) => {
      test("refuses who was not looked at by the authorizer", async () => {
        expect(await sendWith(route, null)).toEqual(invalid);
      });

      test.each(Object.entries(invalidTokens))("refuses a token %s", async (_what, make) => {
        expect(await send(route, await make())).toEqual(invalid);
      });

      test("refuses a token with every other scope, and names the one that is missing", async () => {
        const { text } = await insert({ scopes: otherScopes(route.scope) });
        expect(await send(route, text)).toEqual({
          status: 403,
          challenge: `Bearer realm="draht", error="insufficient_scope", scope="${route.scope}"`,
          body: expect.stringContaining(`The token lacks the scope ${route.scope}.`),
        });
      });

      test.each([[route.scope], ["admin"]] as const)("lets in a token with the scope %s alone", async (scope) => {
        const { text } = await insert({ scopes: [scope] });
        expect([401, 403, 500, 502, 503]).not.toContain((await send(route, text)).status);
      });

      test("lets in the administrator of the stage", async () => {
        expect([401, 403, 500, 502, 503]).not.toContain((await send(route, administratorToken)).status);
      });
    },
  );
});

test.skipIf(dynamoDB === undefined)("a valid token lets its owner do what it is for", async () => {
  const route = routes.find(({ operationId }) => operationId === "listCategories");
  if (route === undefined) throw new Error("There is no route to list categories.");
  const { text } = await insert({ scopes: ["categories:read"] });
  expect(await send(route, text)).toMatchObject({ status: 200, body: '{"items":[],"nextCursor":null}' });
});
