import { describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rejection } from "../functions/backend/testing/rejection.ts";
import { SynthError } from "./synth-error.ts";
import { synthesise } from "./synthesise.ts";
import { fixture } from "./testing/fixture.ts";

async function failure(run: string, options: { timeoutSeconds?: number } = {}): Promise<SynthError> {
  await using given = await fixture(run);
  const error = await rejection(synthesise({ stage: "dev", root: given.root, secrets: {}, ...options }));
  expect(error).toBeInstanceOf(SynthError);
  return error as SynthError;
}

describe("a synthesis", () => {
  test("has resources with their inputs, their place in a component, and their options", async () => {
    await using given = await fixture(
      `new sst.aws.Dynamo("Things", { fields: { id: "string" }, primaryIndex: { hashKey: "id" } });`,
    );
    const { resources } = await synthesise({ stage: "dev", root: given.root });
    const table = resources.find(({ type }) => type === "aws:dynamodb/table:Table");
    expect(table).toEqual({
      type: "aws:dynamodb/table:Table",
      name: "ThingsTable",
      urn: "urn:pulumi:dev::fixture::sst:aws:Dynamo$aws:dynamodb/table:Table::ThingsTable",
      parent: "urn:pulumi:dev::fixture::sst:aws:Dynamo::Things",
      custom: true,
      inputs: {
        attributes: [{ name: "id", type: "S" }],
        billingMode: "PAY_PER_REQUEST",
        globalSecondaryIndexes: [],
        hashKey: "id",
        localSecondaryIndexes: [],
        name: expect.stringMatching(/^fixture-dev-ThingsTable-[a-z]{8}$/),
        pointInTimeRecovery: { enabled: true },
        streamEnabled: false,
      },
      options: {
        protect: false,
        retainOnDelete: true,
        deleteBeforeReplace: false,
        ignoreChanges: ["name"],
        dependsOn: [],
      },
    });
  });

  test("has the outputs, the links, and the app with its tags", async () => {
    await using given = await fixture(
      `const bucket = new sst.aws.Bucket("Files"); return { bucket: bucket.arn, stage: $app.stage };`,
      `removal: "remove", protect: true, providers: { aws: { version: "7.20.0", region: "eu-north-1" } }`,
    );
    const { app, links, outputs } = await synthesise({ stage: "test", root: given.root });
    expect(outputs).toMatchObject({ stage: "test" });
    expect(Object.keys(links)).toEqual(["Files"]);
    expect(links["Files"]).toMatchObject({ type: "sst.aws.Bucket" });
    expect(app).toEqual({
      name: "fixture",
      stage: "test",
      dev: false,
      removal: "remove",
      protect: true,
      providers: {
        aws: {
          version: "7.20.0",
          region: "eu-north-1",
          defaultTags: { tags: { "sst:app": "fixture", "sst:stage": "test" } },
        },
      },
    });
  });

  test("is the same in each run", async () => {
    await using given = await fixture(`
      new sst.aws.Function("Main", { handler: "index.handler", bundle: $cli.paths.root, runtime: "provided.al2023" });`);
    const [one, other] = await Promise.all([1, 2].map(() => synthesise({ stage: "dev", root: given.root })));
    expect(one).toEqual(other as NonNullable<typeof other>);
  });

  test("knows the values of secrets, and says which they are", async () => {
    await using given = await fixture(`const key = new sst.Secret("Key"); return { key: key.value };`);
    const { outputs, secretValues } = await synthesise({ stage: "dev", root: given.root, secrets: { Key: "hidden" } });
    expect(outputs["key"]).toBe("hidden");
    expect(secretValues).toEqual(["hidden"]);
  });

  test("sees only the environment that it is given", async () => {
    await using given = await fixture(`return { given: process.env.GIVEN, user: process.env.USER ?? "nobody" };`);
    const { outputs } = await synthesise({ stage: "dev", root: given.root, environment: { GIVEN: "yes" } });
    expect(outputs).toMatchObject({ given: "yes", user: "nobody" });
  });

  test("in dev mode makes functions live", async () => {
    await using given = await fixture(`new sst.aws.Function("Main", { handler: "index.handler" });`);
    const { app, functionBuilds } = await synthesise({ stage: "dev", dev: true, root: given.root });
    expect(app.dev).toBe(true);
    expect(functionBuilds).toEqual([]);
  });

  test("passes on what the configuration prints", async () => {
    await using given = await fixture(`console.log("building");`);
    const printed: string[] = [];
    await synthesise({ stage: "dev", root: given.root, onOutput: (text) => printed.push(text) });
    expect(printed.join("")).toContain("building\n");
  });

  test("leaves no folder behind", async () => {
    await using given = await fixture(`console.log($cli.paths.work);`);
    const printed: string[] = [];
    await synthesise({ stage: "dev", root: given.root, onOutput: (text) => printed.push(text) });
    const folder = printed.join("").trim();
    expect(folder).toStartWith("/");
    expect(existsSync(folder)).toBe(false);
  });

  test("names files as a deployment would", async () => {
    await using given = await fixture(`return { folder: $cli.paths.work };`);
    const { outputs } = await synthesise({ stage: "dev", root: given.root });
    expect(outputs["folder"]).toBe(join(given.root, ".sst"));
  });
});

describe("a failure", () => {
  test("of the configuration has its message, and the stack apart", async () => {
    const error = await failure(`throw new TypeError("The region is missing.");`);
    expect(error).toMatchObject({ code: "CONFIG_FAILED", message: "The region is missing." });
    expect(error.detail).toContain("sst.config.ts");
  });

  test("in what the configuration does not await is told too", async () => {
    const error = await failure(`$output(1).apply(() => { throw new Error("later"); });`);
    expect(error).toMatchObject({ code: "CONFIG_FAILED", message: "later" });
  });

  test("of every secret that is missing is told once", async () => {
    const error = await failure(`new sst.Secret("One"); new sst.Secret("Two");`);
    expect(error.message.split("\n")).toEqual([
      "Set a value for One with `sst secret set One <value>`",
      "Set a value for Two with `sst secret set Two <value>`",
    ]);
  });

  test("two resources of one name are refused as a deployment would", async () => {
    const error = await failure(`for (const _ of "ab") new aws.sns.Topic("Alarms");`);
    expect(error).toMatchObject({ code: "DUPLICATE_URN", message: expect.stringContaining("::Alarms") });
  });

  test("a function without its bundle is refused as SST does", async () => {
    const error = await failure(`new sst.aws.Function("Main", { handler: "a.b", bundle: "/nowhere", runtime: "x" });`);
    expect(error).toMatchObject({ code: "CONFIG_FAILED", message: expect.stringContaining("/nowhere/resource.enc") });
  });

  test("a runtime that SST cannot build for is refused as SST does", async () => {
    const error = await failure(`new sst.aws.Function("Main", { handler: "a.b", runtime: "provided.al2023" });`);
    expect(error.message).toContain("Runtime not found: provided.al2023");
  });

  test("a look-up whose answer is unknown says where to add it", async () => {
    const error = await failure(`aws.ec2.getAmiOutput({});`);
    expect(error.message).toContain("aws:ec2/getAmi:getAmi");
    expect(error.message).toContain("provider-functions.ts");
  });

  test("waiting for what never happens is told", async () => {
    expect(await failure(`await new Promise(() => {});`)).toMatchObject({ code: "STALLED" });
  });

  test("running for too long is ended", async () => {
    expect(await failure(`for (;;);`, { timeoutSeconds: 1 })).toMatchObject({ code: "TIMED_OUT" });
  });

  test("an error is told although the program goes on for ever", async () => {
    const error = await failure(`setInterval(() => {}, 10); throw new Error("early");`);
    expect(error).toMatchObject({ code: "CONFIG_FAILED", message: "early" });
  });

  test("a program that ends the process is told with its exit code", async () => {
    const error = await failure(`console.error("enough"); process.exit(3);`);
    expect(error).toMatchObject({
      code: "CRASHED",
      message: expect.stringContaining("exit code 3"),
      detail: expect.stringContaining("enough"),
    });
  });

  test("components that cannot be installed are told with the command", async () => {
    const root = await mkdtemp(join(tmpdir(), "draht-synth-test-"));
    try {
      await Bun.write(join(root, "package.json"), `{ "scripts": { "sst:install": "echo no network && exit 1" } }`);
      const error = await rejection(synthesise({ stage: "dev", root }));
      expect(error).toMatchObject({
        code: "PLATFORM_NOT_INSTALLED",
        message: expect.stringContaining("bun run sst:install"),
        detail: expect.stringContaining("no network"),
      });
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
