import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { formatDifference } from "./format-difference.ts";
import type { JsonObject } from "./json.ts";
import { comparePlans, isEmpty } from "./plan-difference.ts";
import { type Plan, planOf } from "./plan.ts";
import { resource, synthesisWith } from "./testing/synthesis.ts";
import type { SynthesisedResource } from "./synthesis.ts";

const topic = (name: string, inputs = {}) => resource("aws:sns/topic:Topic", name, inputs);

function planWith(resources: readonly SynthesisedResource[], stage = "dev"): Plan {
  const { app, ...rest } = synthesisWith({ resources });
  return planOf({ ...rest, app: { ...app, stage } }, "/repository");
}

/** A plan with names that tell the stage. */
function named(stage: string): Plan {
  const inputs = {
    name: `app-${stage}-alarms`,
    log: `/aws/lambda/app-${stage}-main`,
    app: `{"name":"app","stage":"${stage}"}`,
  };
  return planWith([topic("T", inputs)], stage);
}

function allowing(action: string): JsonObject {
  return { policy: JSON.stringify({ Statement: [{ Action: [action] }] }) };
}

describe("comparePlans", () => {
  test("tells what is added, removed and changed", () => {
    const before = planWith([topic("Old"), topic("Both", { name: "a", tags: { team: "x" } })]);
    const after = planWith([topic("New"), topic("Both", { name: "b", tags: { team: "x" } })]);
    const difference = comparePlans(before, after);
    expect(difference.added.map(({ name }) => name)).toEqual(["New"]);
    expect(difference.removed.map(({ name }) => name)).toEqual(["Old"]);
    expect(difference.changed).toMatchObject([
      { resource: { name: "Both" }, changes: [{ path: "name", before: "a", after: "b" }] },
    ]);
  });

  test("looks into text that is JSON", () => {
    const difference = comparePlans(
      planWith([topic("T", allowing("sns:Publish"))]),
      planWith([topic("T", allowing("sns:*"))]),
    );
    expect(difference.changed[0]?.changes).toEqual([
      { path: "policy.Statement.0.Action.0", before: "sns:Publish", after: "sns:*" },
    ]);
  });

  test("tells an input that comes or goes, empty ones too", () => {
    const difference = comparePlans(planWith([topic("T", { a: [] })]), planWith([topic("T", { b: {} })]));
    expect(difference.changed[0]?.changes).toEqual([
      { path: "a", before: "[]", after: undefined },
      { path: "b", before: undefined, after: "{}" },
    ]);
  });

  test("tells what keeps a resource from being deleted", () => {
    const { options, ...rest } = topic("T");
    const kept = { ...rest, options: { ...options, protect: true, retainOnDelete: true } };
    const difference = comparePlans(planWith([topic("T")]), planWith([kept]));
    expect(difference.changed[0]?.changes.map(({ path }) => path)).toEqual(["option protect", "option retainOnDelete"]);
  });

  test("takes names that differ by the stage alone for equal", () => {
    expect(isEmpty(comparePlans(named("dev"), named("prod")))).toBe(true);
  });

  test("does not take a longer name for that of the stage", () => {
    const [dev, prod] = ["dev", "prod"].map((stage) => planWith([topic("T", { name: `app-${stage}elopment` })], stage));
    expect(dev && prod && isEmpty(comparePlans(dev, prod))).toBe(false);
  });

  test("within one stage, a name is a name", () => {
    const difference = comparePlans(
      planWith([topic("T", { name: "app-dev-a" })]),
      planWith([topic("T", { name: "app-test-a" })]),
    );
    expect(isEmpty(difference)).toBe(false);
  });

  test("finds no difference between a plan and itself, and the reverse the other way round", () => {
    const resources = fc.uniqueArray(
      fc.record({ name: fc.string(), inputs: fc.dictionary(fc.string(), fc.jsonValue()) }),
      {
        selector: ({ name }) => name,
        maxLength: 5,
      },
    );
    const plans = resources.map((list) =>
      planWith(list.map(({ name, inputs }) => topic(name, JSON.parse(JSON.stringify(inputs))))),
    );
    fc.assert(
      fc.property(plans, plans, (one, other) => {
        expect(isEmpty(comparePlans(one, one))).toBe(true);
        const forth = comparePlans(one, other);
        const back = comparePlans(other, one);
        expect(forth.added).toEqual([...back.removed]);
        expect(forth.removed).toEqual([...back.added]);
        expect(forth.changed.length).toBe(back.changed.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe("formatDifference", () => {
  test("says that there is none", () => {
    expect(formatDifference({ added: [], removed: [], changed: [] })).toBe("No difference.\n");
  });

  test("marks what is added, removed and changed, and counts it", () => {
    const before = planWith([topic("Old"), topic("Both", { name: "a" })]);
    const after = planWith([topic("New"), topic("Both", { name: "b", fifo: true })]);
    expect(formatDifference(comparePlans(before, after))).toBe(
      [
        "+ New  aws:sns/topic:Topic",
        "- Old  aws:sns/topic:Topic",
        "~ Both  aws:sns/topic:Topic",
        '    name: "a" → "b"',
        "    fifo: none → true",
        "",
        "1 added, 1 removed, 1 changed",
        "",
      ].join("\n"),
    );
  });
});
