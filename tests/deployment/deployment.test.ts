import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { functions } from "../../functions/manifest/functions.ts";
import { routes } from "../../functions/manifest/routes.ts";
import { secrets } from "../../functions/manifest/secrets.ts";
import { type Artefacts, emptyArtefacts } from "../../stacks/testing/artefacts.ts";
import { repositoryRoot } from "../clone.ts";
import { type CommandResult, createDeployer, type Deployer } from "./deployer.ts";

// SST's own command line, and the program under Node, up to the point where Pulumi would create something. Each test has
// a stage of its own.

// SST bundles and evaluates the configuration for every command.
setDefaultTimeout(240_000);

let artefacts: Artefacts;
let deployer: Deployer;
beforeAll(async () => {
  [artefacts, deployer] = await Promise.all([emptyArtefacts(), createDeployer()]);
});
afterAll(async () => {
  await deployer[Symbol.asyncDispose]();
  await artefacts[Symbol.asyncDispose]();
});

async function setSecrets(stage: string): Promise<void> {
  const file = join(deployer.folder, `${stage}.secrets`);
  await Bun.write(file, secrets.map(({ name }) => `${name}=value-of-${name}\n`).join(""));
  const { exitCode, output } = await deployer.sst(["secret", "load", file, "--stage", stage]);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
}

/** What SST keeps in its bucket for states under a key. */
function keptObjects(key: string): Uint8Array[] {
  return [...deployer.aws.objects].filter(([name]) => name.endsWith(key)).map(([, bytes]) => bytes);
}

/** How many resources a state holds. */
function resourcesIn(state: Uint8Array): number {
  return JSON.parse(Buffer.from(state).toString()).checkpoint.latest.resources.length;
}

/** Nothing but what Pulumi has for itself: the stack and its provider. */
function created({ resources }: CommandResult) {
  return resources.filter(({ type }) => !type.startsWith("pulumi:"));
}

test("a stage with its secrets is deployed, its addresses are shown, and it is removed", async () => {
  await setSecrets("dev");

  const result = await deployer.sst(["deploy", "--stage", "dev"], { DRAHT_ARTEFACTS: artefacts.folder });

  expect(result.output).toMatch(/api: https:\/\/\w+\.execute-api\.eu-central-1\.amazonaws\.com/);
  expect(result.output).toMatch(/site: https:\/\/\w+\.cloudfront\.net/);
  expect(result.exitCode).toBe(0);
  expect(created(result).filter(({ type }) => type === "aws:apigatewayv2/route:Route")).toHaveLength(routes.length);
  const withLinks = functions.filter(({ name }) =>
    existsSync(join(artefacts.folder, "functions", name, "resource.enc")),
  );
  expect(withLinks).toEqual([...functions]);
  // The state is kept, and no secret with it in plain text.
  const { objects } = deployer.aws;
  expect(keptObjects("/app/draht/dev.json")).toHaveLength(1);
  expect(keptObjects("/lock/draht/dev.json")).toEqual([]);
  const kept = [...objects.values()].map((bytes) => Buffer.from(bytes).toString("latin1")).join("\n");
  expect(kept).not.toContain("value-of-");

  // The types of its links are those that are committed.
  for (const types of ["sst-env.d.ts", "web/sst-env.d.ts"]) {
    const written = await Bun.file(join(deployer.folder, types)).text();
    expect(written).toBe(await Bun.file(join(repositoryRoot, types)).text());
  }

  const { exitCode, output } = await deployer.sst(["remove", "--stage", "dev"]);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(keptObjects("/app/draht/dev.json").map(resourcesIn)).toEqual([0]);
  expect([...objects.keys()].filter((key) => key.includes("/snapshot/draht/dev/"))).toEqual([]);
});

test("a stage without its secrets is not: all are named at once, and nothing is created", async () => {
  const result = await deployer.sst(["deploy", "--stage", "ada"], { DRAHT_ARTEFACTS: artefacts.folder });

  expect(result.exitCode).not.toBe(0);
  for (const { name } of secrets) expect(result.output).toContain(`bun x sst secret set ${name} <value> --stage ada`);
  // No stack: the reader has no use for it.
  expect(result.output).not.toContain("    at ");
  expect(created(result)).toEqual([]);
  expect(keptObjects("/lock/draht/ada.json")).toEqual([]);
});

test("a secret is set, replaced and listed, and kept encrypted", async () => {
  // What the script that gives previews their secrets goes by.
  const none = await deployer.sst(["secret", "list", "--stage", "grace"]);
  expect(none).toMatchObject({ exitCode: 1, output: expect.stringContaining("No secrets found") });

  for (const value of ["first", "second value"]) {
    const { exitCode } = await deployer.sst(["secret", "set", "AdminToken", value, "--stage", "grace"]);
    expect(exitCode).toBe(0);
  }

  const { output } = await deployer.sst(["secret", "list", "--stage", "grace"]);
  expect(output).toContain("AdminToken=second value");
  expect(output).not.toContain("first");
  const [kept] = keptObjects("/secret/draht/grace.json");
  expect(Buffer.from(kept ?? []).toString("latin1")).not.toContain("second value");
});

test.each(["prod", "production"])("the stage %s is protected: it is not removed", async (stage) => {
  const { exitCode, output } = await deployer.sst(["remove", "--stage", stage]);
  expect(exitCode).not.toBe(0);
  expect(output).toContain("Cannot remove protected stage");
});

test("nothing is created when a build fails, and what it said is shown", async () => {
  await setSecrets("eve");
  await Bun.write(join(deployer.folder, "layers/bun/build.ts"), 'console.log("Building the layer")');
  await Bun.write(
    join(deployer.folder, "bundler/build.ts"),
    'console.error("functions/x.ts:2:7: no"); process.exit(1)',
  );

  const result = await deployer.sst(["deploy", "--stage", "eve"]);

  expect(result.exitCode).not.toBe(0);
  expect(result.output).toContain("The functions could not be built, so nothing was deployed");
  expect(result.output).toContain("functions/x.ts:2:7: no");
  expect(created(result)).toEqual([]);
});
