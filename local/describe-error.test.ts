import { expect, test } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { BundleError } from "../bundler/bundle-error.ts";
import { LayerError } from "../layers/bun/layer-error.ts";
import { UsageError } from "./command-line.ts";
import { describeError } from "./describe-error.ts";
import { DynamoDBError } from "./dynamodb/dynamodb-error.ts";
import { CorsConfigurationError } from "./gateway/cors.ts";
import { MalformedIdentitySourceError } from "./gateway/identity-source.ts";
import { MalformedRouteKeyError } from "./gateway/route-key.ts";
import { DuplicateRouteError } from "./gateway/route-table.ts";
import { LambdaError } from "./lambda/lambda-error.ts";
import { StartError } from "./start-error.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

async function importing(code: string): Promise<{ file: string; error: unknown }> {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "source.ts");
  await writeFile(file, code);
  const error = await import(file).catch((error: unknown) => error);
  return { file: relative("", file), error };
}

test("an error that is expected is told by its message", () => {
  const errors = [
    new BundleError("SOURCE_BROKEN", "bundle"),
    new LayerError("COMPILE_FAILED", "layer"),
    new DynamoDBError("NO_EMULATOR", "dynamodb"),
    new StartError("PORT_IN_USE", "start"),
    new UsageError("usage"),
  ];
  expect(errors.map(describeError)).toEqual(["bundle", "layer", "dynamodb", "start", "usage"]);
});

test("a mistake in routes, CORS, the authorizer or the local Lambda is told by its message", () => {
  const errors = [
    new LambdaError("RESERVED_VARIABLE", "lambda"),
    new CorsConfigurationError("cors"),
    new DuplicateRouteError("GET /a", "GET /a"),
    new MalformedIdentitySourceError("$context.path"),
    new MalformedRouteKeyError("GET a", "it is wrong"),
  ];
  expect(errors.map(describeError)).toEqual(errors.map(({ message }) => message));
});

test("a source that does not parse is told with its place", async () => {
  const { file, error } = await importing("\nexport const broken = (;");
  expect(describeError(error)).toBe(`${file}:2:24: Unexpected ;`);
});

test("an import that is missing is told", async () => {
  const { error } = await importing(`import "./nowhere.ts";`);
  expect(describeError(error)).toContain("./nowhere.ts");
});

test("several errors are several lines, unless one of them is unexpected", () => {
  const usage = new UsageError("usage");
  expect(describeError(new AggregateError([usage, usage]))).toBe("usage\nusage");
  expect(describeError(new AggregateError([usage, new TypeError("bug")]))).toBeUndefined();
});

test("any other needs its stack trace", () => {
  expect([new TypeError("bug"), "text", undefined].map(describeError)).toEqual([undefined, undefined, undefined]);
});
