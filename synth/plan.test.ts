import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { JsonObject } from "./json.ts";
import { formatPlan, maskedSecret, parsePlan, planOf } from "./plan.ts";
import { PlanError } from "./plan-error.ts";
import { resource, synthesisWith } from "./testing/synthesis.ts";

/** As it comes out of JSON, which has no undefined. */
function toJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

describe("planOf", () => {
  test("names a resource without app and stage, below its component", () => {
    const component = resource("sst:aws:Dynamo", "Things");
    const table = resource("aws:dynamodb/table:Table", "ThingsTable", { hashKey: "id" }, component.urn);
    const { resources } = planOf(synthesisWith({ resources: [component, table] }), "/repository");
    expect(resources).toEqual([
      {
        id: "sst:aws:Dynamo::Things",
        type: "sst:aws:Dynamo",
        name: "Things",
        inputs: {},
        protect: false,
        retainOnDelete: false,
      },
      {
        id: "aws:dynamodb/table:Table::ThingsTable",
        type: "aws:dynamodb/table:Table",
        name: "ThingsTable",
        parent: "sst:aws:Dynamo::Things",
        inputs: { hashKey: "id" },
        protect: false,
        retainOnDelete: false,
      },
    ]);
  });

  test("leaves SST's bookkeeping out", () => {
    const resources = [
      resource("pulumi:pulumi:Stack", "app-dev"),
      resource("sst:sst:LinkRef", "ThingsLinkRef"),
      resource("aws:sns/topic:Topic", "Alarms"),
    ];
    const plan = planOf(synthesisWith({ resources }), "/repository");
    expect(plan.resources.map(({ name }) => name)).toEqual(["Alarms"]);
  });

  test("says paths below the repository as seen from there", () => {
    const code = resource("aws:s3/bucketObjectv2:BucketObjectv2", "Code", {
      source: { $asset: "/repository/.draht/a.zip" },
    });
    const { resources } = planOf(synthesisWith({ resources: [code] }), "/repository");
    expect(resources[0]?.inputs).toEqual({ source: { $asset: "./.draht/a.zip" } });
  });

  test("masks secrets wherever they stand", () => {
    const given = synthesisWith({
      resources: [
        resource("aws:lambda/function:Function", "Main", { environment: { KEY: "hunter2", URL: "a:hunter2@b" } }),
      ],
      links: { Key: { value: "hunter2" } },
      outputs: { key: "hunter2" },
      secretValues: ["hunter2", ""],
    });
    const plan = planOf(given, "/repository");
    expect(plan.resources[0]?.inputs).toEqual({ environment: { KEY: maskedSecret, URL: `a:${maskedSecret}@b` } });
    expect(plan.links).toEqual({ Key: { value: maskedSecret } });
    expect(plan.outputs).toEqual({ key: maskedSecret });
  });

  test("never holds a secret's value, whatever it is", () => {
    const secret = fc.stringMatching(/^[a-z0-9"\\]{6,12}$/);
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const inputs = { plain: `${before}${value}${after}`, inJson: JSON.stringify({ value }) };
        const plan = planOf(
          synthesisWith({ resources: [resource("t:t:T", "n", inputs)], secretValues: [value] }),
          "/repository",
        );
        expect(plan.resources[0]?.inputs["plain"]).not.toContain(value);
        expect(plan.resources[0]?.inputs["inJson"]).toBe(`{"value":"${maskedSecret}"}`);
      }),
    );
  });
});

describe("formatPlan", () => {
  test("is the same for the same plan, in whatever order its keys are", () => {
    const one = planOf(synthesisWith({ outputs: { a: "1", b: { c: 1, d: 2 } } }), "/r");
    const other = planOf(synthesisWith({ outputs: { b: { d: 2, c: 1 }, a: "1" } }), "/r");
    expect(formatPlan(one)).toBe(formatPlan(other));
    expect(formatPlan(one)).toEndWith("}\n");
  });

  test("is read back as it was", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (inputs) => {
        const plan = planOf(synthesisWith({ resources: [resource("aws:sns/topic:Topic", "T", toJson(inputs))] }), "/r");
        expect(parsePlan(formatPlan(plan))).toEqual(plan);
      }),
      { numRuns: 50 },
    );
  });
});

describe("parsePlan", () => {
  const plan = { format: 1, app: { name: "app", stage: "dev" }, links: {}, outputs: {}, resources: [] };
  test.each([
    "",
    "{",
    "null",
    "[]",
    `{ "format": 2 }`,
    JSON.stringify({ ...plan, app: {} }),
    JSON.stringify({ ...plan, resources: [1] }),
    JSON.stringify({ ...plan, resources: [{ id: "aws:sns/topic:Topic::T" }] }),
  ])("refuses %p", (text) => {
    expect(() => parsePlan(text)).toThrow(PlanError);
  });

  test("refuses a plan of another format", () => {
    const text = formatPlan(planOf(synthesisWith({}), "/r")).replace(`"format": 1`, `"format": 0`);
    expect(() => parsePlan(text)).toThrow("format 1");
  });

  test("reads a plan with resources", () => {
    const plan = planOf(synthesisWith({ resources: [resource("aws:sns/topic:Topic", "T")] }), "/r");
    expect(parsePlan(formatPlan(plan)).resources.map(({ id }) => id)).toEqual(["aws:sns/topic:Topic::T"]);
  });
});
