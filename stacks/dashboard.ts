/// <reference path="../.sst/platform/config.d.ts" />
import { tables } from "../functions/manifest/tables.ts";
import type { WatchedFunction } from "./alarms.ts";
import { tableNames } from "./dynamodb.ts";
import { physicalName } from "./physical-name.ts";
import { lambdaName } from "./runtime.ts";

export interface DashboardOptions {
  readonly apiId: $util.Input<string>;
  readonly region: string;
  readonly functions: readonly WatchedFunction[];
  /** ARNs. */
  readonly alarms: readonly $util.Input<string>[];
}

/** A metric as a dashboard writes it: namespace, name, dimensions and their values, options. */
type Metric = readonly unknown[];

/**
 * One page for the whole stage: alarms, what the API answers and how fast, functions, tables.
 *
 * The region is in its name: dashboards are an account's and not a region's, and the same stage in another region would
 * take its place.
 *
 * Source: Amazon CloudWatch API Reference, "Dashboard body structure and syntax"; AWS documentation, "Using Amazon CloudWatch
 * dashboards".
 */
export function createDashboard({ apiId, region, functions, alarms }: DashboardOptions): aws.cloudwatch.Dashboard {
  const api = (name: string, options: object): Metric => ["AWS/ApiGateway", name, "ApiId", apiId, options];
  const graph = (title: string, metrics: readonly Metric[], settings: object = {}) => ({
    type: "metric",
    properties: { title, region, view: "timeSeries", period: 300, metrics, ...settings },
  });

  const widgets = [
    { type: "alarm", properties: { title: "Alarms", alarms } },
    graph("Answers", [
      api("Count", { label: "all", stat: "Sum" }),
      api("4xx", { label: "4xx", stat: "Sum" }),
      api("5xx", { label: "5xx", stat: "Sum" }),
    ]),
    graph("Latency of the API (ms)", [
      api("Latency", { label: "median", stat: "p50" }),
      api("Latency", { label: "p99", stat: "p99" }),
    ]),
    graph("Errors of functions", functionMetrics(functions, "Errors", "Sum"), { stacked: true }),
    graph("Duration of functions (ms, p99)", functionMetrics(functions, "Duration", "p99")),
    graph("Reads of tables (units)", tableMetrics("ConsumedReadCapacityUnits"), { stacked: true }),
    graph("Writes of tables (units)", tableMetrics("ConsumedWriteCapacityUnits"), { stacked: true }),
  ];
  return new aws.cloudwatch.Dashboard("Dashboard", {
    dashboardName: physicalName($app, `dashboard-${region}`),
    dashboardBody: $jsonStringify({
      widgets: widgets.map((widget) => Object.assign(widget, { width: 12, height: 6 })),
    }),
  });
}

function functionMetrics(functions: readonly WatchedFunction[], metric: string, stat: string): Metric[] {
  return functions.map((fn) => ["AWS/Lambda", metric, "FunctionName", lambdaName(fn), { label: fn.name, stat }]);
}

function tableMetrics(metric: string): Metric[] {
  return tables.map(({ name }) => [
    "AWS/DynamoDB",
    metric,
    "TableName",
    tableNames[name],
    { label: name, stat: "Sum" },
  ]);
}
