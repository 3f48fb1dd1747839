import { expect, test } from "bun:test";
import { checkConfiguredVariables } from "./environment-variables.ts";
import { LambdaError } from "./lambda-error.ts";

test("variables that Lambda reserves are refused by name", () => {
  const environment = { AWS_REGION: "eu-west-1", TABLE: "x", _HANDLER: "a.b", AWS_EXECUTION_ENV: "AWS_Lambda_bun" };

  const refusal = (() => {
    try {
      return checkConfiguredVariables("example", environment);
    } catch (error) {
      return error;
    }
  })();

  expect(refusal).toBeInstanceOf(LambdaError);
  expect(refusal).toMatchObject({
    code: "RESERVED_VARIABLE",
    message:
      "The environment of example sets AWS_REGION, _HANDLER, AWS_EXECUTION_ENV, which Lambda reserves: remove it.",
  });
});

test("variables that Lambda lets a function override are taken", () => {
  const environment = { LANG: "C", PATH: "/bin", TZ: "Europe/Berlin", AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1" };

  expect(() => checkConfiguredVariables("example", environment)).not.toThrow();
});
