import { expect, test } from "bun:test";
import { formatTable } from "./format-table.ts";
import { planOf } from "./plan.ts";
import { resource, synthesisWith } from "./testing/synthesis.ts";

test("resources stand below their component, with the inputs that matter", () => {
  const component = resource("sst:aws:Dynamo", "Things");
  const { options, ...table } = resource(
    "aws:dynamodb/table:Table",
    "ThingsTable",
    {
      name: "app-dev-Things",
      hashKey: "id",
      globalSecondaryIndexes: [{ name: "byName", hashKey: "name" }, { name: "byAge" }],
      pointInTimeRecovery: { enabled: true },
      attributes: [{ name: "id", type: "S" }],
    },
    component.urn,
  );
  const resources = [component, { ...table, options: { ...options, protect: true, retainOnDelete: true } }];
  const plan = planOf(
    synthesisWith({ resources, outputs: { api: "https://example.com", tables: ["a"], _hidden: 1 } }),
    "/repository",
  );
  expect(formatTable(plan)).toBe(`app dev, region eu-central-1, removal remove
1 resources of 1 types

Things  sst.aws.Dynamo
  ThingsTable  dynamodb Table
    · name=app-dev-Things  hashKey=id  globalSecondaryIndexes=byName,byAge  pointInTimeRecovery=true  protected  retained

Outputs
  api: https://example.com
  tables: ["a"]
`);
});

test("a role shows what it allows, on what", () => {
  const policy = JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Action: ["dynamodb:GetItem", "dynamodb:PutItem"],
        Resource: "arn:aws:dynamodb:eu-central-1:123456789012:table/app-dev-Things",
      },
      {
        Effect: "Allow",
        Action: "logs:PutLogEvents",
        Resource: ["arn:aws:logs:eu-central-1:123456789012:log-group:a"],
      },
    ],
  });
  const role = resource("aws:iam/role:Role", "MainRole", {
    name: "main",
    inlinePolicies: [{ name: "inline", policy }],
  });
  expect(formatTable(planOf(synthesisWith({ resources: [role] }), "/repository"))).toContain(
    "inlinePolicies=dynamodb:GetItem,dynamodb:PutItem on dynamodb:table/app-dev-Things; " +
      "logs:PutLogEvents on logs:log-group:a",
  );
});

test("of a type that is not known, all short inputs are shown", () => {
  const inputs = { name: "main", size: 3, fast: false, note: "x".repeat(200), nothing: null, tags: { a: "b" } };
  const plan = planOf(synthesisWith({ resources: [resource("aws:new/thing:Thing", "Main", inputs)] }), "/repository");
  expect(formatTable(plan)).toContain("Main  new Thing\n  · name=main  size=3  fast=false\n");
});

test("a protected app says so", () => {
  const { app, ...rest } = synthesisWith({});
  const plan = planOf({ ...rest, app: { ...app, removal: "retain", protect: true } }, "/repository");
  expect(formatTable(plan)).toStartWith("app dev, region eu-central-1, removal retain, protected\n");
});
