import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { type Clone, cloneRepository, repositoryRoot } from "../tests/clone.ts";
import { ensurePlatform } from "../synth/installed-platform.ts";
import type { Synthesis } from "../synth/synthesis.ts";
import { synthesise } from "../synth/synthesise.ts";
import { checkedSettings, checksByStage, checksOfEveryStage } from "./checks/checks.ts";
import { type Artefacts, emptyArtefacts } from "./testing/artefacts.ts";

// The checks of a deployment are worth as much as what they find: each of these slips is made in a copy of the repository.

const checks = { ...checksOfEveryStage, ...checksByStage.prod };
type CheckName = keyof typeof checks;

interface Slip {
  readonly slip: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The check that has to find it, and what it has to say. */
  readonly foundBy: CheckName;
  readonly problem: RegExp;
}

const slips: readonly Slip[] = [
  {
    slip: "one function lacks the layer",
    file: "stacks/runtime.ts",
    from: "layers: [layers[architecture].arn]",
    to: 'layers: manifest.name === "getHealth" ? [] : [layers[architecture].arn]',
    foundBy: "every function runs on the layer",
    problem: /^ApiRouteGetHealthHandlerFunction lacks the layer/,
  },
  {
    slip: "a function gets the layer of the other processor",
    file: "stacks/runtime.ts",
    from: "layers: [layers[architecture].arn]",
    to: "layers: [layers.x86_64.arn]",
    foundBy: "every function runs on the layer",
    problem: /^ApiTokenHandlerFunction lacks the layer|^ApiAuthorizerTokenHandlerFunction lacks the layer/,
  },
  {
    slip: "two functions share a bundle",
    file: "stacks/runtime.ts",
    from: "functionBundle(buildFolder, manifest.name)",
    to: 'functionBundle(buildFolder, manifest.name.replace("createCategory", "getHealth"))',
    foundBy: "no two functions share a bundle",
    problem:
      /^ApiRouteGetHealthHandler, ApiRouteCreateCategoryHandler share |^ApiRouteCreateCategoryHandler, ApiRouteGetHealthHandler share /,
  },
  {
    slip: "a secret is put where anyone can read it",
    file: "stacks/runtime.ts",
    from: "name: lambdaName(manifest),",
    to: 'name: lambdaName(manifest), description: secretLink("AdminToken").value,',
    foundBy: "secrets stay encrypted",
    problem: /^ApiRouteGetHealthHandlerFunction shows a secret/,
  },
  {
    slip: "each policy allows one action more",
    file: "stacks/table-permissions.ts",
    from: "actions.map((action) => `dynamodb:${action}`)",
    to: '[...actions, "DeleteItem"].map((action) => `dynamodb:${action}`)',
    foundBy: "roles allow what functions declare",
    problem: /^getCategory may do dynamodb:DeleteItem on Table/,
  },
  {
    slip: "reading functions may write",
    file: "stacks/table-permissions.ts",
    from: 'actions: ["dynamodb:Query"]',
    to: 'actions: ["dynamodb:Query", "dynamodb:PutItem"]',
    foundBy: "a read cannot write",
    problem: /^listCategories reads, and may do dynamodb:PutItem/,
  },
  {
    slip: "every index is opened for one",
    file: "stacks/table-permissions.ts",
    from: "`/index/${index}`",
    to: "`/index/*`",
    foundBy: "nothing is allowed by a wildcard",
    problem: / allows dynamodb:Query on .+\/index\/\*/,
  },
  {
    slip: "functions keep the policy that SST gives them",
    file: "stacks/function-role.ts",
    from: '!arn.endsWith("/AWSLambdaBasicExecutionRole")',
    to: "true",
    foundBy: "nothing is allowed by a wildcard",
    problem: / has the policy .+AWSLambdaBasicExecutionRole/,
  },
  {
    slip: "functions keep the trust that SST gives them",
    file: "stacks/function-role.ts",
    from: "if (!$dev) role.assumeRolePolicy = onlyLambda();",
    to: "",
    foundBy: "only Lambda assumes roles",
    problem: / trusts .+:root/,
  },
  {
    slip: "any route of the API may invoke any function",
    file: "stacks/api.ts",
    from: "if (route) args.sourceArn",
    to: "if (route === null) args.sourceArn",
    foundBy: "a function is invoked by its own route",
    problem: /^getCategory is invoked by \*\./,
  },
  {
    slip: "a route that changes data is public",
    file: "functions/categories/routes.ts",
    from: 'scope: "categories:write"',
    to: 'scope: "public"',
    foundBy: "no route is open to anyone unseen",
    problem: /^POST \/categories is open to anyone/,
  },
  {
    slip: "no route asks the authorizer",
    file: "stacks/api.ts",
    from: 'route.scope === "public" ? false : { lambda: authorizerId }',
    to: "false",
    foundBy: "no route is open to anyone unseen",
    problem: /^GET \/categories is open to anyone/,
  },
  {
    slip: "production is not protected",
    file: "stacks/stage.ts",
    from: "protect: true",
    to: "protect: false",
    foundBy: "data is kept as the stage needs",
    problem: /^The stage is not protected/,
  },
  {
    slip: "production's tables go with the stage",
    file: "stacks/stage.ts",
    from: 'removal: "retain"',
    to: 'removal: "remove"',
    foundBy: "data is kept as the stage needs",
    problem: /^ClientsTable is .+"retained":false/,
  },
  {
    slip: "alarms tell nobody",
    file: "stacks/alarms.ts",
    from: "alarmActions: [this.#topic.arn]",
    to: "alarmActions: []",
    foundBy: "the stage is watched or not",
    problem: /^Alarm-getHealth-errors tells nobody/,
  },
  {
    slip: "pages of any origin may call the API",
    file: "stacks/api.ts",
    from: "allowOrigins: [...allowOrigins]",
    to: 'allowOrigins: ["*"]',
    foundBy: "the API is reached as the stage needs",
    problem: /"origins":\["\*"\]/,
  },
  {
    slip: "anyone may call the site's function",
    file: "stacks/nextjs.ts",
    from: 'protection: "oac",',
    to: 'protection: "none",',
    foundBy: "the site is reached through CloudFront alone",
    problem: /may be invoked by \*/,
  },
  {
    slip: "the site's function keeps the rights that SST gives it",
    file: "stacks/nextjs.ts",
    from: "args.permissions = [];",
    to: "",
    foundBy: "the site may only log",
    problem: /may do cloudfront:CreateInvalidation on \*/,
  },
  {
    slip: "the site gets a function for images",
    file: "stacks/server-rendered-site.ts",
    from: "imageOptimizer: _images, ",
    to: "",
    foundBy: "the site is one function",
    problem: /ImageOptimizer/,
  },
  {
    slip: "the site's build gets the environment of the deployment",
    file: "stacks/nextjs.ts",
    from: ", environment: {}",
    to: "",
    foundBy: "the site's build sees nothing of the deployment",
    problem: /SiteBuilder gets SST_RESOURCE_Api/,
  },
  {
    slip: "what streams is buffered",
    file: "stacks/transcript-stream.ts",
    from: "streaming: true,",
    to: "",
    foundBy: "what streams has a URL that streams",
    problem: /^streamTranscript has the URLs \[\["BUFFERED",null\]\]/,
  },
  {
    slip: "transcripts are streamed to anyone",
    file: "stacks/transcript-stream.ts",
    from: 'authorization: "iam"',
    to: 'authorization: "none"',
    foundBy: "no function's URL is public",
    problem: /^StreamTranscript\w* is open to anyone/,
  },
];

let artefacts: Artefacts;
let clone: Clone;
beforeAll(async () => {
  [artefacts, clone] = await Promise.all([emptyArtefacts(), cloneRepository()]);
  await ensurePlatform(repositoryRoot, () => {});
  for (const name of ["node_modules", ".sst"]) await symlink(join(repositoryRoot, name), join(clone.folder, name));
});
afterAll(async () => {
  await clone[Symbol.asyncDispose]();
  await artefacts[Symbol.asyncDispose]();
});

const environment = () => ({ ...checkedSettings, DRAHT_ARTEFACTS: artefacts.folder });

test("nothing is found in the repository as it is", async () => {
  const synthesis = await synthesise({ stage: "prod", root: clone.folder, environment: environment() });
  expect(Object.values(checks).flatMap((check) => check(synthesis))).toEqual([]);
});

/** Rounds of slips of which each is found by another check: one evaluation shows them all. */
const rounds = Map.groupBy(slips, (slip) => {
  const before = slips.slice(0, slips.indexOf(slip));
  return before.filter(({ foundBy }) => foundBy === slip.foundBy).length;
});

describe.each([...rounds.values()].map((round) => ({ round })))("it is found that", ({ round }) => {
  let synthesis: Synthesis;
  beforeAll(async () => {
    await using wrong = await withSlips(round);
    synthesis = await synthesise({ stage: "prod", root: wrong.folder, environment: environment() });
  });

  test.each(round.map((slip) => [slip.slip, slip] as const))("%s", (_name, { foundBy, problem }) => {
    expect(checks[foundBy](synthesis)).toContainEqual(expect.stringMatching(problem));
  });
});

/** Makes the slips in the clone, and takes them back on disposal. */
async function withSlips(round: readonly Slip[]): Promise<{ folder: string } & AsyncDisposable> {
  const right = new Map<string, string>();
  for (const { file, from, to } of round) {
    const path = join(clone.folder, file);
    const text = await Bun.file(path).text();
    expect(text).toContain(from);
    if (!right.has(path)) right.set(path, text);
    await Bun.write(path, text.replaceAll(from, to));
  }
  const restore = async () => {
    for (const [path, text] of right) await Bun.write(path, text);
  };
  return { folder: clone.folder, [Symbol.asyncDispose]: restore };
}
