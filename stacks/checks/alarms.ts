import { defaultTimeoutSeconds } from "../../functions/manifest/function.ts";
import { functions } from "../../functions/manifest/functions.ts";
import { tables } from "../../functions/manifest/tables.ts";
import type { JsonObject } from "../../synth/json.ts";
import type { SynthesisedResource, Synthesis } from "../../synth/synthesis.ts";
import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";
import { statementsOf } from "./policies.ts";
import { tableNamed } from "./data.ts";
import { fields, list, text } from "./inputs.ts";

/**
 * Each function, each table and the API have their alarms, which watch what AWS emits for them, go off where they should,
 * and all reach the address.
 */
export function everythingIsWatched(email: string | undefined): Check {
  return (synthesis) => {
    const { app } = synthesis;
    const alarms = alarmsOf(synthesis);
    const [topic] = resourcesOfType(synthesis, "aws:sns/topic:Topic");
    const found = new Map(alarms.map((alarm) => [physicalName(alarm), conditionOf(alarm.inputs)]));
    const wanted = new Map(
      [...conditions(synthesis)].map(([name, when]) => [`${app.name}-${app.stage}-${name}`, when]),
    );
    const addresses = resourcesOfType(synthesis, "aws:sns/topicSubscription:TopicSubscription").map(({ inputs }) =>
      [text(inputs["protocol"]), text(inputs["endpoint"]), "of", text(inputs["topic"]).split(":").at(-1)].join(" "),
    );
    const wantedAddresses = email === undefined ? [] : [`email ${email} of ${app.name}-${app.stage}-alarms`];
    return [
      ...[...wanted.keys()].filter((name) => !found.has(name)).map((name) => `There is no alarm ${name}.`),
      ...[...found]
        .filter(([name, condition]) => wanted.get(name) !== condition)
        .map(([name, condition]) => `${name} goes off at ${condition}.`),
      ...alarms.flatMap((alarm) => problemsOf(alarm, topic)),
      ...(Bun.deepEquals(addresses, wantedAddresses) ? [] : [`Alarms go to ${addresses.join()}.`]),
    ];
  };
}

/** There is no alarm at all. */
export const nothingIsWatched: Check = (synthesis) =>
  [...alarmsOf(synthesis), ...resourcesOfType(synthesis, "aws:cloudwatch/dashboard:Dashboard")].map(
    ({ name }) => `${name} costs something, and nobody looks.`,
  );

/** Only the alarms of this account can send what the address gets. */
export const onlyAlarmsReachTheTopic: Check = (synthesis) => {
  const { app } = synthesis;
  const policies = resourcesOfType(synthesis, "aws:sns/topicPolicy:TopicPolicy").flatMap(({ inputs }) =>
    statementsOf(inputs["policy"]).map(({ Effect, Principal, Action, Resource, Condition }) => ({
      Effect,
      Principal,
      Action,
      Resource,
      Condition,
    })),
  );
  const topic = text(resourcesOfType(synthesis, "aws:sns/topicPolicy:TopicPolicy")[0]?.inputs["arn"]);
  const account = topic.split(":").at(4) ?? "";
  const wanted = {
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: "sns:Publish",
    Resource: topic,
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  };
  const right = topic.endsWith(`:${app.name}-${app.stage}-alarms`) && Bun.deepEquals(policies, [wanted]);
  return right ? [] : [`The topic of the alarms is open to ${JSON.stringify(policies)}.`];
};

/** The alarms of a stage. */
export function alarmsOf(synthesis: Synthesis): SynthesisedResource[] {
  return resourcesOfType(synthesis, "aws:cloudwatch/metricAlarm:MetricAlarm");
}

/**
 * When each alarm has to go off, by its name without app and stage. It is written down here a second time: an alarm on a
 * metric that nobody emits is created without an error, and is silent.
 *
 * Source of metrics and dimensions: AWS documentation, "Types of metrics for Lambda functions", "Monitoring CloudWatch
 * metrics for HTTP APIs", "DynamoDB metrics and dimensions".
 */
function conditions(synthesis: Synthesis): Map<string, string> {
  const { app } = synthesis;
  const [api] = resourcesOfType(synthesis, "aws:apigatewayv2/api:Api");
  const ofApi = (metric: string) => `AWS/ApiGateway ${metric} of ApiId ${api?.name}-id`;
  const watched = [...functions, { name: "site", timeoutSeconds: 20 }];
  return new Map([
    ...watched.flatMap(({ name, timeoutSeconds = defaultTimeoutSeconds }): [string, string][] => {
      const ofFunction = (metric: string) => `AWS/Lambda ${metric} of FunctionName ${app.name}-${app.stage}-${name}`;
      return [
        [`${name}-errors`, `Sum of ${ofFunction("Errors")} over 0`],
        [`${name}-duration`, `Maximum of ${ofFunction("Duration")} over ${timeoutSeconds * 800}`],
      ];
    }),
    ...tables.flatMap(({ name }): [string, string][] => {
      const sum = (metric: string) =>
        `SELECT SUM(${metric}) FROM SCHEMA("AWS/DynamoDB", Operation, TableName) WHERE TableName = '${tableNamed(synthesis, name)}' over 0`;
      return [
        [`${name}-throttles`, sum("ThrottledRequests")],
        [`${name}-errors`, sum("SystemErrors")],
      ];
    }),
    ["functions-throttles", "Sum of AWS/Lambda Throttles over 0"],
    ["api-5xx", `Sum of ${ofApi("5xx")} over 5`],
    [
      "api-4xx",
      `IF(requests >= 100, 100 * refused / requests, 0) with refused: Sum of ${ofApi("4xx")}, ` +
        `requests: Sum of ${ofApi("Count")} over 50, 3 times in a row`,
    ],
    ["api-latency", `p99 of ${ofApi("Latency")} over 3000, 3 times in a row`],
  ]);
}

/** What makes an alarm go off, in words. What differs from the usual is named: five minutes, and an expression's result. */
function conditionOf(inputs: JsonObject): string {
  const queries = list(inputs["metricQueries"]).map(fields);
  const metrics = queries.filter((query) => "metric" in query);
  const returned = queries.filter(({ returnData }) => returnData === true);
  const watched = [
    ...queries.filter((query) => "expression" in query).map(({ expression }) => text(expression)),
    ...(metrics.length > 0 ? ["with"] : []),
    metrics.map(({ id, metric }) => `${text(id)}: ${metricOf(fields(metric))}`).join(", "),
    ...(queries.length === 0 ? [metricOf(inputs)] : []),
  ].filter(Boolean);
  const searches = queries.filter(({ expression }) => text(expression).startsWith("SELECT "));
  const measured = [
    ...(queries.length === 0 ? [inputs] : []),
    ...searches,
    ...metrics.map(({ metric }) => fields(metric)),
  ];
  const over = inputs["comparisonOperator"] === "GreaterThanThreshold" ? "over" : text(inputs["comparisonOperator"]);
  const times = inputs["evaluationPeriods"];
  const odd = new Set(measured.map(({ period }) => period).filter((period) => period !== 300));
  const [result] = returned;
  const told = queries.length === 0 || (returned.length === 1 && result !== undefined && "expression" in result);
  return [
    `${watched.join(" ")} ${over} ${JSON.stringify(inputs["threshold"])}`,
    ...(times === 1 ? [] : [`${JSON.stringify(times)} times in a row`]),
    ...[...odd].map((period) => `in ${JSON.stringify(period) ?? "no"} s`),
    ...(told ? [] : ["which is not its result"]),
  ].join(", ");
}

/** A metric with its statistic: of an alarm itself, or of one of its queries. */
function metricOf(inputs: JsonObject): string {
  const { namespace, metricName, statistic, extendedStatistic, stat, unit } = inputs;
  const dimensions = Object.entries(fields(inputs["dimensions"])).map(([name, value]) => `${name} ${text(value)}`);
  const how = text(statistic) || text(extendedStatistic) || text(stat);
  // A metric has no data in another unit than its own.
  const what = [how, "of", text(namespace), text(metricName), ...(unit === undefined ? [] : ["in", text(unit)])].filter(
    Boolean,
  );
  return [what.join(" "), ...dimensions].join(" of ");
}

/** Inputs that can only make an alarm go off later, or unheard. */
const silencing = ["actionsEnabled", "datapointsToAlarm", "evaluateLowSampleCountPercentiles"];

function problemsOf({ name, inputs }: SynthesisedResource, topic: SynthesisedResource | undefined): string[] {
  const reaches = (arns: readonly unknown[]) =>
    arns.length === 1 && topic !== undefined && String(arns[0]).endsWith(`:${physicalName(topic)}`);
  const told = reaches(list(inputs["alarmActions"])) && reaches(list(inputs["okActions"]));
  return [
    ...(told ? [] : [`${name} tells nobody.`]),
    ...(inputs["treatMissingData"] === "notBreaching" ? [] : [`${name} goes off when nothing happens.`]),
    ...silencing.filter((input) => input in inputs).map((input) => `${name} sets ${input}.`),
  ];
}
