import { expect, test } from "bun:test";
import type { JsonObject } from "../synth/json.ts";
import { resource, synthesisWith } from "../synth/testing/synthesis.ts";
import { stageParts } from "./stage-parts.ts";

function alarm(name: string, inputs: JsonObject) {
  return resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, inputs);
}

test("an alarm counts for each metric that it names, and one for a query", () => {
  const metric = { metricName: "Count" };
  const { alarms, alarmMetrics } = stageParts(
    synthesisWith({
      resources: [
        alarm("One", { metricName: "Errors" }),
        alarm("Share", { metricQueries: [{ expression: "a / b" }, { id: "a", metric }, { id: "b", metric }] }),
        alarm("Query", { metricQueries: [{ expression: "SELECT SUM(ThrottledRequests) FROM SCHEMA()" }] }),
      ],
    }),
  );
  expect({ alarms, alarmMetrics }).toEqual({ alarms: 3, alarmMetrics: 4 });
});

test("a stage is what its resources are", () => {
  const parts = stageParts(
    synthesisWith({
      resources: [
        resource("aws:cloudwatch/dashboard:Dashboard", "Dashboard"),
        resource("aws:cloudwatch/logGroup:LogGroup", "A", { retentionInDays: 7 }),
        resource("aws:cloudwatch/logGroup:LogGroup", "B", { retentionInDays: 30 }),
        resource("aws:dynamodb/table:Table", "Table", { pointInTimeRecovery: { enabled: true } }),
        resource("aws:lambda/function:Function", "Main", { name: "app-dev-getHealth", memorySize: 512 }),
      ],
    }),
  );
  expect(parts).toEqual({
    stage: "dev",
    alarms: 0,
    alarmMetrics: 0,
    dashboards: 1,
    pointInTimeRecovery: true,
    logRetentionDays: 30,
    memoryMB: new Map([["getHealth", 512]]),
  });
});

test("an empty stage has nothing", () => {
  expect(stageParts(synthesisWith({}))).toMatchObject({
    alarmMetrics: 0,
    pointInTimeRecovery: false,
    logRetentionDays: 0,
  });
});
