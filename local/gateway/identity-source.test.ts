import { describe, expect, test } from "bun:test";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { MalformedIdentitySourceError, parseIdentitySource } from "./identity-source.ts";

const event = {
  headers: { authorization: "Bearer a", "x-empty": "" },
  queryStringParameters: { key: "b", empty: "" },
} as unknown as APIGatewayProxyEventV2;

test.each([
  ["$request.header.Authorization", "Bearer a"],
  ["$request.header.authorization", "Bearer a"],
  ["$request.querystring.key", "b"],
])("%s selects %j", (expression, value) => {
  expect(parseIdentitySource(expression)(event)).toBe(value);
});

test.each([
  "$request.header.X-Missing",
  "$request.header.X-Empty",
  "$request.querystring.Key",
  "$request.querystring.empty",
])("%s selects nothing", (expression) => {
  expect(parseIdentitySource(expression)(event)).toBeUndefined();
});

describe("refuses", () => {
  test.each(["", "Authorization", "request.header.Authorization", "$request.header.", "$context.routeKey"])(
    "%j",
    (expression) => {
      expect(() => parseIdentitySource(expression)).toThrow(MalformedIdentitySourceError);
    },
  );
});
