import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { functions } from "../../functions/manifest/functions.ts";
import { routes } from "../../functions/manifest/routes.ts";
import { secrets } from "../../functions/manifest/secrets.ts";
import { type Artefacts, emptyArtefacts } from "../../stacks/testing/artefacts.ts";
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

/** Nothing but what Pulumi has for itself: the stack and its provider. */
function created({ resources }: CommandResult) {
  return resources.filter(({ type }) => !type.startsWith("pulumi:"));
}

test("a stage with its secrets is deployed, and its addresses are shown", async () => {
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
  expect([...objects.keys()].filter((key) => key.endsWith("/app/draht/dev.json"))).toHaveLength(1);
  const kept = [...objects.values()].map((bytes) => Buffer.from(bytes).toString("latin1")).join("\n");
  expect(kept).not.toContain("value-of-");
});

test("a stage without its secrets is not: all are named at once, and nothing is created", async () => {
  const result = await deployer.sst(["deploy", "--stage", "ada"], { DRAHT_ARTEFACTS: artefacts.folder });

  expect(result.exitCode).not.toBe(0);
  for (const { name } of secrets) expect(result.output).toContain(`bun x sst secret set ${name} <value> --stage ada`);
  // No stack: the reader has no use for it.
  expect(result.output).not.toContain("    at ");
  expect(created(result)).toEqual([]);
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
