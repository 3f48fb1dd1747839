import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleFunction } from "../bundle-function.ts";
import { callBundle } from "../testing/call-bundle.ts";
import { DynamoDBStub } from "../testing/dynamodb-stub.ts";

const traceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

describe("an AWS SDK client in a bundle", () => {
  let folder: string;
  let bundle: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sdk-trace-header-"));
    const handler = "bundler/testing/dynamodb-handler.handler";
    ({ folder: bundle } = await bundleFunction({ handler, name: "dynamodb", outDir: folder }));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function traceHeader(environment: Readonly<Record<string, string>>): Promise<string | null | undefined> {
    await using stub = new DynamoDBStub();
    const variables = {
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: "SECRET",
      AWS_ENDPOINT_URL_DYNAMODB: stub.url,
      ...environment,
    };
    await callBundle(bundle, variables, '{ get: { TableName: "T", Key: { pk: "1" } } }');
    return stub.requests[0]?.headers.get("x-amzn-trace-id");
  }

  test("passes the invocation's trace on", async () => {
    expect(await traceHeader({ AWS_LAMBDA_FUNCTION_NAME: "function", _X_AMZN_TRACE_ID: traceId })).toBe(traceId);
  });

  test("sends no trace where there is none", async () => {
    expect(await traceHeader({ AWS_LAMBDA_FUNCTION_NAME: "function" })).toBeNull();
  });
});
