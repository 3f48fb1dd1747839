import { objects, physicalName, resourcesOfType } from "../synth/resources.ts";
import type { Synthesis, SynthesisedResource } from "../synth/synthesis.ts";

/** What of a stage decides what it costs. */
export interface StageParts {
  readonly stage: string;
  readonly alarms: number;
  /** An alarm costs for each metric that it watches. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  readonly pointInTimeRecovery: boolean;
  readonly logRetentionDays: number;
  /** By the function's name in the manifest; the site's is `site`. */
  readonly memoryMB: ReadonlyMap<string, number>;
}

/** Takes from the synthesis of a stage what decides its cost. */
export function stageParts(synthesis: Pick<Synthesis, "app" | "resources">): StageParts {
  const { name: app, stage } = synthesis.app;
  const alarms = resourcesOfType(synthesis, "aws:cloudwatch/metricAlarm:MetricAlarm");
  const tables = resourcesOfType(synthesis, "aws:dynamodb/table:Table");
  const logGroups = resourcesOfType(synthesis, "aws:cloudwatch/logGroup:LogGroup");
  const functions = resourcesOfType(synthesis, "aws:lambda/function:Function");
  return {
    stage,
    alarms: alarms.length,
    alarmMetrics: alarms.reduce((sum, alarm) => sum + countMetrics(alarm), 0),
    dashboards: resourcesOfType(synthesis, "aws:cloudwatch/dashboard:Dashboard").length,
    pointInTimeRecovery: tables.some(({ inputs }) =>
      objects(inputs["pointInTimeRecovery"]).some(({ enabled }) => enabled === true),
    ),
    logRetentionDays: Math.max(0, ...logGroups.map(({ inputs }) => Number(inputs["retentionInDays"]))),
    memoryMB: new Map(
      functions.map((fn) => [physicalName(fn).replace(`${app}-${stage}-`, ""), Number(fn.inputs["memorySize"])]),
    ),
  };
}

/**
 * An expression watches the metrics that it names. A query watches those that it finds: DynamoDB has a metric of refused
 * requests only where some were refused, so it counts as one.
 */
function countMetrics({ inputs }: SynthesisedResource): number {
  const named = objects(inputs["metricQueries"]).filter(({ metric }) => metric !== undefined);
  return Math.max(1, named.length);
}
