import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { httpEvent } from "../../functions/http/testing/http-event.ts";
import { newSecret } from "../../functions/manifest/new-secret.ts";
import { functions } from "../../functions/manifest/functions.ts";
import { secrets } from "../../functions/manifest/secrets.ts";
import { type AppSyncStandIn, startAppSyncStandIn } from "./app-sync-stand-in.ts";
import { createDeployer, type Deployer } from "./deployer.ts";
import { LiveSession } from "./live-session.ts";
import { LiveStub } from "./live-stub.ts";

// `bun run dev:aws` as it is: SST's own `sst dev`, and its own program in place of each function. Between them are a
// stand-in for AppSync, and for Lambda one of its Runtime API. Each test has functions of its own.

setDefaultTimeout(240_000);

const stage = "ada";
const values = Object.fromEntries(secrets.map(({ name }) => [name, newSecret(name, stage)]));

let appSync: AppSyncStandIn;
let deployer: Deployer;
beforeAll(async () => {
  appSync = await startAppSyncStandIn();
  deployer = await createDeployer(appSync);
});
afterAll(async () => {
  await deployer[Symbol.asyncDispose]();
  await appSync[Symbol.asyncDispose]();
});

/** What `bun run dev:aws` ends with that cannot begin. */
async function failure(args: readonly string[], environment?: Record<string, string>) {
  const { process } = deployer.start(["dev/run.ts", ...args], environment);
  const output = await Promise.all([process.stdout.text(), process.stderr.text()]);
  return { exitCode: await process.exited, output: output.join("") };
}

test("a protected stage is not for development", async () => {
  expect(await failure(["--stage", "prod"])).toEqual({
    exitCode: 1,
    output: expect.stringContaining("Cannot run `sst dev` on a protected stage."),
  });
});

test("without credentials it says where they are looked for", async () => {
  const nobody = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_EC2_METADATA_DISABLED: "true" };
  expect(await failure(["--stage", "eve"], nobody)).toEqual({
    exitCode: 1,
    output: expect.stringContaining("AWS credentials are not configured"),
  });
});

/** Replaces a file in one step: SST acts on the first change that it sees, and lets others pass for half a second. */
async function edit(path: string, source: string): Promise<void> {
  const draft = join(deployer.folder, "draft");
  await Bun.write(draft, source);
  await rename(draft, join(deployer.folder, path));
}

describe.skipIf(!LiveStub.runsHere)("a live function", () => {
  let session: LiveSession;
  beforeAll(async () => {
    const file = join(deployer.folder, "secrets");
    await Bun.write(
      file,
      Object.entries(values)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
    await deployer.sst(["secret", "load", file, "--stage", stage]);
    session = await LiveSession.start(deployer, appSync, stage);
  });
  afterAll(async () => {
    expect(await session.stop()).toBe(0);
  });

  /** What a function answers that is invoked once. */
  async function answerOf(name: string, event: unknown): Promise<string> {
    await using stub = await session.stub(name);
    return await session.invoke(stub, event);
  }

  test("is the one of the manifest, on the developer's machine", async () => {
    const { statusCode, body } = JSON.parse(await answerOf("getHealth", httpEvent({ path: "/health" })));
    expect([statusCode, JSON.parse(body)]).toMatchObject([200, { status: "ok", service: "draht" }]);
  });

  test("runs on Bun, has its links, and is edited between two invocations", async () => {
    await using stub = await session.stub("listCategories");
    const before = await session.invoke(stub, httpEvent({ path: "/categories", authorizer: null }));
    expect(JSON.parse(before)).toMatchObject({ statusCode: 401 });

    await edit(
      "functions/entries/list-categories.ts",
      `import { Resource } from "sst/resource";
      const { App, Table, CursorKey } = Resource;
      export const handler = () => ({ bun: process.versions.bun, App, table: Table.name, key: CursorKey.value });`,
    );
    await session.printed("Build       ApiRouteListCategoriesHandler", 2);

    const after = await session.invoke(stub, httpEvent());
    const { inputs } = await session.resource("aws:dynamodb/table:Table", "TableTable");
    expect(JSON.parse(after)).toEqual({
      bun: Bun.version,
      App: { name: "draht", stage },
      table: inputs["name"],
      key: values["CursorKey"],
    });
  });

  test("has its macros run", async () => {
    const { statusCode, body } = JSON.parse(await answerOf("getDocumentation", httpEvent({ path: "/docs" })));
    expect([statusCode, Buffer.from(body, "base64").toString()]).toEqual([200, expect.stringMatching(/^<!doctype/)]);
  });

  test("streams: status and headers, a delimiter, the body", async () => {
    const text = await answerOf("streamTranscript", httpEvent({ path: "/elsewhere" }));
    const [prelude = "", body = ""] = text.split("\0".repeat(8));
    expect(JSON.parse(prelude)).toMatchObject({ statusCode: 404 });
    expect(JSON.parse(body)).toMatchObject({ code: "route-not-found" });
  });

  test("can be any: SST's bundler takes all of them", async () => {
    // In one bundle, which runs none of them.
    const entries = functions.map(({ handler }) => basename(handler, ".handler"));
    const imports = entries.filter((entry) => entry !== "not-found").map((entry) => `() => import("./${entry}.ts")`);
    await edit(
      "functions/entries/not-found.ts",
      `const others = [${imports.join()}]; export const handler = () => others.length;`,
    );
    expect(await answerOf("notFound", httpEvent())).toBe(String(functions.length - 1));
  });
});
