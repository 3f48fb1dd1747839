import { functions } from "../../functions/manifest/functions.ts";
import { tables } from "../../functions/manifest/tables.ts";
import type { Json } from "../../synth/json.ts";
import type { Synthesis } from "../../synth/synthesis.ts";
import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import { alarmsOf } from "./alarms.ts";
import type { Check } from "./check.ts";
import { tableNamed } from "./data.ts";
import { fields, list, text } from "./inputs.ts";

/**
 * What one widget takes: more alarms, or more metrics, and the dashboard is refused.
 *
 * Source: Amazon CloudWatch API Reference, "Dashboard body structure and syntax"; Amazon CloudWatch User Guide, "CloudWatch
 * service quotas".
 */
const limits = { alarms: 100, metrics: 500 };

/** The dashboard shows all alarms, and each function, each table and the API by metrics that AWS emits for them. */
export const theDashboardShowsEverything: Check = (synthesis) => {
  const dashboards = resourcesOfType(synthesis, "aws:cloudwatch/dashboard:Dashboard");
  const widgets = dashboards.flatMap(({ inputs }) => {
    const body: Json = JSON.parse(text(inputs["dashboardBody"]));
    return list(fields(body)["widgets"]).map(fields);
  });
  const alarms = widgets
    .filter(({ type }) => type === "alarm")
    .map(({ properties }) => list(fields(properties)["alarms"]).map((arn) => text(arn).split(":alarm:").at(-1) ?? ""));
  const graphs = widgets.filter(({ type }) => type === "metric").map(({ properties }) => fields(properties));
  const shown = new Set(graphs.flatMap(({ metrics }) => list(metrics)).map(metricOf));
  const wanted = new Set(metrics(synthesis));
  const region = synthesis.app.providers["aws"]?.["region"];
  return [
    ...(dashboards.length === 1 ? [] : [`There are ${dashboards.length} dashboards.`]),
    ...[...new Set(alarmsOf(synthesis).map(physicalName))]
      .filter((name) => !alarms.flat().includes(name))
      .map((name) => `The dashboard does not show the alarm ${name}.`),
    ...[...wanted.difference(shown)].map((metric) => `The dashboard does not show ${metric}.`),
    ...[...shown.difference(wanted)].map((metric) => `The dashboard shows ${metric}, which nobody emits.`),
    ...(alarms.some((names) => names.length > limits.alarms) ? ["A widget shows too many alarms."] : []),
    ...(graphs.some(({ metrics }) => list(metrics).length > limits.metrics) ? ["A graph has too many metrics."] : []),
    ...(graphs.every((graph) => graph["region"] === region) ? [] : ["A graph shows another region."]),
  ];
};

/** `AWS/Lambda Errors FunctionName draht-dev-getHealth`: a dashboard's metric without its options. */
function metricOf(metric: Json): string {
  return list(metric)
    .filter((part) => typeof part === "string")
    .join(" ");
}

function metrics(synthesis: Synthesis): string[] {
  const { app } = synthesis;
  const [api] = resourcesOfType(synthesis, "aws:apigatewayv2/api:Api");
  return [
    ...["Count", "4xx", "5xx", "Latency"].map((metric) => `AWS/ApiGateway ${metric} ApiId ${api?.name}-id`),
    ...[...functions.map(({ name }) => name), "site"].flatMap((name) =>
      ["Errors", "Duration"].map((metric) => `AWS/Lambda ${metric} FunctionName ${app.name}-${app.stage}-${name}`),
    ),
    ...tables.flatMap(({ name }) =>
      ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"].map(
        (metric) => `AWS/DynamoDB ${metric} TableName ${tableNamed(synthesis, name)}`,
      ),
    ),
  ];
}
