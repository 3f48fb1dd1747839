import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import * as fc from "fast-check";
import { type Artefacts, emptyArtefacts } from "../../stacks/testing/artefacts.ts";
import { resource, synthesisWith } from "../testing/synthesis.ts";
import { deployedTypes, deployStatements, UnmappedTypeError } from "./deploy-policy.ts";
import { deployRoles } from "./deploy-role.ts";
import { deployRoleFiles } from "./deploy-role-files.ts";
import { deployRoleFolder } from "./deploy-role-folder.ts";
import { maxPolicyCharacters, policyDocuments, type Statement } from "./policy-document.ts";

function bySid(statements: readonly Statement[]): ReadonlyMap<string | undefined, Statement> {
  return new Map(statements.map((statement) => [statement.Sid, statement]));
}

describe("deployStatements", () => {
  test("allow what a type needs, on resources of the app and the stages", () => {
    const synthesis = synthesisWith({ resources: [resource("aws:sns/topic:Topic", "Alarms")] });
    const topics = bySid(deployStatements(synthesis, "pr-*")).get("Topics");
    expect(topics?.Resource).toEqual(["arn:aws:sns:*:*:app-pr-*-*"]);
    expect(topics?.Action).toContain("sns:CreateTopic");
    expect(topics?.Action).not.toContain("sns:Subscribe");
  });

  test("allow SST its state of the stages, and of no other", () => {
    const statements = bySid(deployStatements(synthesisWith({}), "dev"));
    expect([...statements.keys()]).toEqual(["Passphrases", "SstBootstrap", "State", "StateBuckets", "StateFallback"]);
    expect(statements.get("State")?.Resource).toEqual([
      "arn:aws:s3:::sst-state-*/*/app/dev.json",
      "arn:aws:s3:::sst-state-*/*/app/dev/*",
    ]);
  });

  test("let a function have a role of the stage, and only Lambda use it", () => {
    const synthesis = synthesisWith({ resources: [resource("aws:lambda/function:Function", "Main")] });
    expect(bySid(deployStatements(synthesis, "dev")).get("RolesOfFunctions")).toEqual({
      Sid: "RolesOfFunctions",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: ["arn:aws:iam::*:role/app-dev-*"],
      Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
    });
  });

  test("allow the creation of CloudFront's parts on everything, where IAM knows no resource yet", () => {
    const parts = [
      "cachePolicy:CachePolicy",
      "distribution:Distribution",
      "function:Function",
      "keyValueStore:KeyValueStore",
    ];
    const resources = parts.map((part) => resource(`aws:cloudfront/${part}`, "Part"));
    const statements = deployStatements(synthesisWith({ resources }), "dev");
    const creating = statements.filter(({ Action }) => Action.some((action) => action.startsWith("cloudfront:Create")));
    expect(creating).toEqual([
      {
        Sid: "Everything",
        Effect: "Allow",
        Action: [
          "cloudfront:CreateCachePolicy",
          "cloudfront:CreateDistribution",
          "cloudfront:CreateFunction",
          "cloudfront:CreateKeyValueStore",
        ],
        Resource: ["*"],
      },
    ]);
  });

  test("let a role have those managed policies that the stage attaches", () => {
    const managedPolicyArns = ["arn:aws:iam::aws:policy/b", "arn:aws:iam::aws:policy/a"];
    const synthesis = synthesisWith({ resources: [resource("aws:iam/role:Role", "Main", { managedPolicyArns })] });
    expect(bySid(deployStatements(synthesis, "dev")).get("ManagedPolicies")?.Condition).toEqual({
      ArnEquals: { "iam:PolicyARN": ["arn:aws:iam::aws:policy/a", "arn:aws:iam::aws:policy/b"] },
    });
    expect(bySid(deployStatements(synthesisWith({}), "dev")).has("ManagedPolicies")).toBe(false);
  });

  test("cover what SST's command line creates, by the name that it has there", () => {
    const keys = resource("pulumi-nodejs:dynamic:Resource", "SiteKvKeys.sst.aws.KvKeys");
    expect(deployedTypes(synthesisWith({ resources: [keys] }))).toEqual(["sst.aws.KvKeys"]);
    expect(bySid(deployStatements(synthesisWith({ resources: [keys] }), "dev")).has("KeyValueStores")).toBe(true);
  });

  test("allow what a role's workflow does besides, which is to look for stages that nobody needs any longer", () => {
    const besides = [{ on: "Everything", actions: ["tag:GetResources"] }] as const;
    expect(bySid(deployStatements(synthesisWith({}), "pr-*", besides)).get("Everything")?.Action).toEqual([
      "tag:GetResources",
    ]);
    const roles = deployRoles.filter((role) => role.besides !== undefined);
    expect(roles).toMatchObject([{ environment: "preview", besides }]);
  });

  test("are refused for a type whose actions are not known, with the place to add them", () => {
    const resources = [resource("aws:new/thing:Thing", "A"), resource("sst:aws:Thing", "B"), resource("x:y:Z", "C")];
    const derive = () => deployStatements(synthesisWith({ resources }), "dev");
    expect(derive).toThrow(UnmappedTypeError);
    expect(derive).toThrow(/not known for aws:new.thing:Thing, x:y:Z: .*grants-by-type.ts/);
  });
});

describe("policyDocuments", () => {
  test("hold all statements in their order, each document within IAM's limit", () => {
    const statement = fc.record({
      Effect: fc.constant("Allow" as const),
      Action: fc.array(fc.stringMatching(/^[a-z]{1,40}$/), { maxLength: 80 }),
      Resource: fc.constant(["*"]),
    });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 12 }), (statements) => {
        const documents = policyDocuments(statements);
        expect(documents.flatMap((document) => document.Statement)).toEqual(statements);
        for (const document of documents)
          expect(JSON.stringify(document).length).toBeLessThanOrEqual(maxPolicyCharacters);
      }),
      { numRuns: 100 },
    );
  });

  test("refuse a statement that no document can hold", () => {
    const Action = Array.from({ length: 400 }, (_, index) => `service:ActionNumber${index}`);
    expect(() => policyDocuments([{ Sid: "Long", Effect: "Allow", Action, Resource: ["*"] }])).toThrow("Long");
  });
});

describe("the documents in docs/deploy-role", () => {
  let artefacts: Artefacts;
  beforeAll(async () => {
    artefacts = await emptyArtefacts();
  });
  afterAll(() => artefacts[Symbol.asyncDispose]());

  test("are what the stages need today (bun run deploy-policy)", async () => {
    const wanted = await deployRoleFiles({ environment: { DRAHT_ARTEFACTS: artefacts.folder } });
    const paths = await Array.fromAsync(new Bun.Glob("**/*.json").scan({ cwd: deployRoleFolder }));
    expect(paths.sort()).toEqual([...wanted.keys()].sort());
    for (const [path, text] of wanted) expect(await Bun.file(join(deployRoleFolder, path)).text()).toBe(text);
  }, 180_000);
});
