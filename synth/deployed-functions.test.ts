import { beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { authorizerEvent } from "../functions/authorizer/testing/authorizer-event.ts";
import { httpEvent } from "../functions/http/testing/http-event.ts";
import { newSecret } from "../functions/manifest/new-secret.ts";
import { secrets } from "../functions/manifest/secrets.ts";
import { encryptLinks } from "../local/lambda/links.ts";
import { LambdaFunction } from "../local/lambda/lambda-function.ts";
import { layerBootstrap } from "../local/lambda/testing/test-function.ts";
import { localStage } from "../local/local-aws.ts";
import { mapConcurrently } from "../local/map-concurrently.ts";
import { isJsonObject, stringOr } from "./json.ts";
import { componentName, resourcesOfType, strings } from "./resources.ts";
import { repository, synthesise } from "./synthesise.ts";
import type { FunctionBuild, Synthesis, SynthesisedResource } from "./synthesis.ts";

/** What a deployment would build first takes a while, once. */
const buildTimeoutMs = 600_000;
const atOnce = 4;

interface DeployedFunction {
  readonly name: string;
  readonly build: FunctionBuild;
  readonly bundle: string;
  readonly variables: Readonly<Record<string, string>>;
}

let synthesis: Synthesis;
let functions: readonly DeployedFunction[];

beforeAll(async () => {
  // The local Lambda tells its functions that they run in the local stage, and a token is of one stage.
  const values = Object.fromEntries(secrets.map(({ name }) => [name, newSecret(name, localStage)]));
  synthesis = await synthesise({ stage: "dev", secrets: values });
  functions = resourcesOfType(synthesis, "aws:lambda/function:Function").map(deployed);
}, buildTimeoutMs);

function deployed(resource: SynthesisedResource): DeployedFunction {
  const build = synthesis.functionBuilds.find(({ functionId }) => functionId === componentName(resource));
  if (build?.bundle === undefined) throw new Error(`${resource.name} has no bundle.`);
  const environment = resource.inputs["environment"];
  const variables = isJsonObject(environment) && isJsonObject(environment["variables"]) ? environment["variables"] : {};
  return {
    name: componentName(resource),
    build,
    bundle: resolve(repository, build.bundle),
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, stringOr(value, "")])),
  };
}

test("the zip of every layer that a function has is there", () => {
  const attached = resourcesOfType(synthesis, "aws:lambda/function:Function").flatMap(({ inputs }) =>
    strings(inputs["layers"]),
  );
  const used = resourcesOfType(synthesis, "aws:lambda/layerVersion:LayerVersion").filter(({ inputs }) =>
    attached.some((arn) => arn.split(":")[6] === inputs["layerName"]),
  );
  const objects = resourcesOfType(synthesis, "aws:s3/bucketObjectv2:BucketObjectv2");
  const zips = used.map(
    ({ inputs }) => objects.find((object) => object.inputs["key"] === inputs["s3Key"])?.inputs["source"],
  );
  expect(new Set(attached).size).toBe(used.length);
  expect(zips).not.toBeEmpty();
  for (const zip of zips) expect(isJsonObject(zip) && existsSync(stringOr(zip["$asset"], ""))).toBe(true);
});

test("every function has a bundle of its own: SST writes its links into the folder", () => {
  const bundles = functions.map(({ bundle }) => bundle);
  expect(functions.length).toBe(synthesis.functionBuilds.length);
  expect(bundles).not.toBeEmpty();
  expect(bundles.filter((bundle) => !existsSync(bundle))).toEqual([]);
  expect(new Set(bundles).size).toBe(functions.length);
});

test("every function starts on the layer in the local Lambda, and answers", async () => {
  const bootstrap = await layerBootstrap();
  const answers = await mapConcurrently(functions, atOnce, async (fn) => [fn.name, await answer(fn, bootstrap)]);
  expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(functions.map(({ name }) => [name, "success"])));
});

/** What an HTTP API sends to a route of which nobody has said who calls, and to an authorizer. */
const event = { ...authorizerEvent("no token"), ...httpEvent({ authorizer: null }) };

/** "success", or the log of a function that does not answer. */
async function answer({ name, build, bundle, variables }: DeployedFunction, bootstrap: string): Promise<string> {
  const log: string[] = [];
  const fn = new LambdaFunction({
    name,
    bundle: { folder: bundle, handler: build.handler, hash: name },
    bootstrap,
    environment: variables,
    links: build.links,
    timeoutSeconds: 30,
    log: (line) => log.push(line),
  });
  try {
    const { status } = await fn.invoke(new TextEncoder().encode(JSON.stringify(event)));
    return status === "success" ? status : `${status}\n${log.join("\n")}`;
  } finally {
    await fn.close();
  }
}

describe("the links of every function", () => {
  test("are what Resource gives under Bun, from the variables and resource.enc", async () => {
    const found = await mapConcurrently(functions, atOnce, async (fn) => [fn.name, await resourcesIn(fn)] as const);
    for (const [name, resources] of found) {
      const { build } = functions.find((fn) => fn.name === name) ?? {};
      expect(resources).toEqual({ ...build?.links, App: { name: "draht", stage: "dev" } });
    }
  });

  test("are encrypted under the key that the function has", () => {
    for (const { build, variables } of functions) expect(variables["SST_KEY"]).toBe(build.encryptionKey);
  });
});

/** What the function finds in its links, as SST would have deployed them. */
async function resourcesIn({ build, variables }: DeployedFunction): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "draht-links-"));
  try {
    const file = join(folder, variables["SST_KEY_FILE"] ?? "");
    await Bun.write(file, encryptLinks(build.links, Buffer.from(variables["SST_KEY"] ?? "", "base64")));
    const script = join(import.meta.dirname, "testing", "print-resources.ts");
    const reader = Bun.spawn([process.execPath, script, "App", ...Object.keys(build.links)], {
      cwd: folder,
      env: variables,
      stderr: "inherit",
    });
    return await new Response(reader.stdout).json();
  } finally {
    await rm(folder, { recursive: true });
  }
}
