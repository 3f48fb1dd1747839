import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import packageFile from "../package.json";
import { rejection } from "../functions/backend/testing/rejection.ts";
import { functions } from "../functions/manifest/functions.ts";
import { secrets } from "../functions/manifest/secrets.ts";
import type { Synthesis } from "../synth/synthesis.ts";
import { repository, synthesise } from "../synth/synthesise.ts";
import { physicalName, resourcesOfType } from "../synth/resources.ts";
import { theApiIsReachedAs } from "./checks/api.ts";
import { everythingIsWatched, nothingIsWatched } from "./checks/alarms.ts";
import { theDashboardShowsEverything } from "./checks/dashboard.ts";
import { type Artefacts, emptyArtefacts } from "./testing/artefacts.ts";

let artefacts: Artefacts;
beforeAll(async () => {
  artefacts = await emptyArtefacts();
});
afterAll(() => artefacts[Symbol.asyncDispose]());

const environment = (settings: Record<string, string> = {}) => ({ DRAHT_ARTEFACTS: artefacts.folder, ...settings });

describe("without settings", () => {
  const printed: string[] = [];
  let synthesis: Synthesis;
  beforeAll(async () => {
    synthesis = await synthesise({
      stage: "prod",
      environment: environment(),
      onOutput: (text) => void printed.push(text),
    });
  });

  test("the API has the URL that AWS generates, and no page may call it", () => {
    const check = theApiIsReachedAs({ requestsPerSecond: 500, burst: 1000, origins: [], host: undefined });
    expect(check(synthesis)).toEqual([]);
    expect(synthesis.outputs["api"]).toMatch(/^https:\/\/\w+\.execute-api\.eu-central-1\.amazonaws\.com$/);
  });

  test("alarms go off to nobody, and that is said", () => {
    expect(everythingIsWatched(undefined)(synthesis)).toEqual([]);
    expect(printed.join("")).toContain("set DRAHT_ALARM_EMAIL");
  });

  test("the outputs name what there is", () => {
    expect(synthesis.outputs).toMatchObject({
      site: expect.stringMatching(/^https:\/\/\w+\.cloudfront\.net$/),
      transcriptStream: expect.stringMatching(/^https:\/\/\w+\.lambda-url\.eu-central-1\.on\.aws\/$/),
      layers: { arm64: expect.stringContaining(":layer:draht-prod-bun-arm64:"), x86_64: expect.any(String) },
      dashboard: expect.stringMatching(/region=eu-central-1#dashboards\/dashboard\/draht-prod-dashboard-eu-central-1$/),
      tables: { Table: expect.any(String), Sessions: expect.any(String) },
    });
  });

  test("everything is in AWS, and carries the project and the stage", () => {
    expect(Object.keys(synthesis.app.providers)).toEqual(["aws"]);
    expect(synthesis.app.providers["aws"]).toMatchObject({
      region: "eu-central-1",
      version: "7.20.0",
      defaultTags: { tags: { project: "draht", stage: "prod" } },
    });
  });
});

test("the configuration asks for the SST that is installed, and for no other", async () => {
  const config = await Bun.file(join(repository, "sst.config.ts")).text();
  expect(config).toContain(`      version: "${packageFile.devDependencies.sst}",\n      home:`);
});

test("a stage of one's own takes no name of the domain, and costs no alarm", async () => {
  const settings = { DRAHT_DOMAIN: "example.com", DRAHT_ALARM_EMAIL: "operations@example.com" };
  const synthesis = await synthesise({ stage: "pr-42", environment: environment(settings) });
  expect(resourcesOfType(synthesis, "aws:apigatewayv2/domainName:DomainName")).toEqual([]);
  expect(resourcesOfType(synthesis, "aws:sns/topic:Topic")).toEqual([]);
  expect(nothingIsWatched(synthesis)).toEqual([]);
});

test("the region is that of the environment, also in names that all regions share", async () => {
  const synthesis = await synthesise({ stage: "test", environment: environment({ AWS_REGION: "eu-north-1" }) });
  expect(synthesis.outputs["api"]).toContain(".eu-north-1.");
  expect(theDashboardShowsEverything(synthesis)).toEqual([]);
  const [dashboard] = resourcesOfType(synthesis, "aws:cloudwatch/dashboard:Dashboard");
  expect(dashboard?.inputs["dashboardName"]).toBe("draht-test-dashboard-eu-north-1");
});

describe("sst dev", () => {
  let synthesis: Synthesis;
  beforeAll(async () => {
    // No artefacts: nothing may be built either.
    synthesis = await synthesise({ stage: "ada", dev: true });
  });

  test("runs functions from their source, on no layer", () => {
    expect(resourcesOfType(synthesis, "aws:lambda/layerVersion:LayerVersion")).toEqual([]);
    expect(synthesis.functionBuilds.filter(({ functionId }) => functionId.startsWith("Api"))).toEqual([]);
    const names = resourcesOfType(synthesis, "aws:lambda/function:Function").map(physicalName);
    for (const { name } of functions) expect(names).toContain(`draht-ada-${name}`);
  });

  test("keeps logs no longer than a deployment", () => {
    const groups = resourcesOfType(synthesis, "aws:cloudwatch/logGroup:LogGroup");
    expect(new Set(groups.map(({ inputs }) => inputs["retentionInDays"]))).toEqual(new Set([7]));
  });
});

describe("nothing is deployed", () => {
  test("when secrets are missing: all are named at once", async () => {
    const failed = rejection(synthesise({ stage: "dev", environment: environment(), secrets: {} }));
    const error = await failed;
    expect(error).toMatchObject({ code: "CONFIG_FAILED" });
    for (const { name } of secrets)
      expect(describeError(error)).toContain(`sst secret set ${name} <value> --stage dev`);
  });

  test("when a setting cannot be meant", async () => {
    const error = await rejection(synthesise({ stage: "dev", environment: environment({ DRAHT_DOMAIN: "example" }) }));
    expect(error).toMatchObject({ code: "CONFIG_FAILED" });
    expect(describeError(error)).toContain('DRAHT_DOMAIN is "example": set it to a value such as example.com');
  });

  test("when the stage's name does not fit into names", async () => {
    const error = await rejection(synthesise({ stage: "pull_request", environment: environment() }));
    expect(describeError(error)).toContain("letters, digits and hyphens");
  });

  test("when an artefact is missing", async () => {
    await using others = await emptyArtefacts();
    await Bun.$`rm -r ${others.folder}/functions/getHealth`;
    const settings = { DRAHT_ARTEFACTS: others.folder };
    const error = await rejection(synthesise({ stage: "dev", environment: settings }));
    expect(describeError(error)).toContain("functions/getHealth holds no index.js");
  });
});

/** What the person who deploys gets to see. */
function describeError(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${"detail" in error ? String(error.detail) : ""}` : String(error);
}
