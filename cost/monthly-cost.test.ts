import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { monthlyCost, total } from "./monthly-cost.ts";
import { costOf } from "./price.ts";
import { prices } from "./prices.ts";
import type { StageParts } from "./stage-parts.ts";
import { requestClasses } from "./workload.ts";

const names = [...requestClasses.map(({ operationId }) => operationId), "authorizer", "site"];
const parts: StageParts = {
  stage: "prod",
  alarms: 2,
  alarmMetrics: 3,
  dashboards: 1,
  pointInTimeRecovery: true,
  logRetentionDays: 365,
  memoryMB: new Map(names.map((name) => [name, 512])),
};
const unwatched: StageParts = { ...parts, alarms: 0, alarmMetrics: 0, dashboards: 0, pointInTimeRecovery: false };

function costs(stage: StageParts, requests: number): ReadonlyMap<string, number> {
  return new Map(monthlyCost(stage, requests).map(({ name, usd }) => [name, usd]));
}

test("a price is for as many units as it says", () => {
  expect(costOf(2_500_000, { ...prices.apiRequests, usd: 1.2, count: 1_000_000 })).toBe(3);
});

describe("the cost of a stage", () => {
  test("without requests is that of what watches it and of its files", () => {
    const cost = costs(parts, 0);
    expect(cost.get("Alarms and dashboard")).toBeCloseTo(3 * 0.1 + 3, 10);
    expect([...cost].filter(([, usd]) => usd > 0).map(([name]) => name)).toEqual(["Alarms and dashboard", "S3"]);
    expect(total(monthlyCost(unwatched, 0))).toBeLessThan(0.05);
  });

  test("counts each request to the API once, and each invocation with the authorizer's", () => {
    const cost = costs(parts, 1_000_000);
    expect(cost.get("HTTP API")).toBeCloseTo(1.2, 10);
    expect(cost.get("Lambda")).toBeGreaterThan(0.2 * 1.2);
  });

  test("has point-in-time recovery where the stage has it", () => {
    const without = costs({ ...parts, pointInTimeRecovery: false }, 1_000_000).get("DynamoDB: storage") ?? 0;
    const share = prices.pointInTimeRecovery.usd / prices.tableStorage.usd;
    expect(costs(parts, 1_000_000).get("DynamoDB: storage")).toBeCloseTo(without * (1 + share), 10);
  });

  test("of logs is less where they are kept for a week", () => {
    expect(costs({ ...parts, logRetentionDays: 7 }, 1_000_000).get("Logs")).toBeLessThan(
      costs(parts, 1_000_000).get("Logs") ?? 0,
    );
  });

  test("of metrics grows to four for each route, and no further", () => {
    const ceiling = costOf(4 * requestClasses.length, prices.customMetrics);
    expect(costs(parts, 1_000).get("Metrics of each route")).toBeLessThan(ceiling / 2);
    expect(costs(parts, 1_000_000_000).get("Metrics of each route")).toBeCloseTo(ceiling, 5);
  });

  test("never falls with more requests", () => {
    const requests = fc.nat(100_000_000);
    fc.assert(
      fc.property(requests, requests, (some, more) => {
        expect(total(monthlyCost(parts, some + more))).toBeGreaterThanOrEqual(total(monthlyCost(parts, some)));
      }),
      { numRuns: 100 },
    );
  });

  test("cannot be told for a stage that lacks one of the functions", () => {
    expect(() => monthlyCost({ ...parts, memoryMB: new Map() }, 1)).toThrow("The stage has no function appendEntries.");
  });
});
