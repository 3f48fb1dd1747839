import { functions } from "../../functions/manifest/functions.ts";
import { tables } from "../../functions/manifest/tables.ts";
import type { SynthesisedResource, Synthesis } from "../../synth/synthesis.ts";
import type { Check } from "./check.ts";
import { fields, list, ofType, physicalNameOf, text } from "./resources.ts";

/** Every log is kept for the given number of days, and every function writes to a group that is declared. */
export function logsAreKeptFor(days: number): Check {
  return (synthesis) => {
    const groups = ofType(synthesis, "aws:cloudwatch/logGroup:LogGroup");
    const names = new Set(groups.map(physicalNameOf));
    const lambdas = ofType(synthesis, "aws:lambda/function:Function");
    return [
      ...groups
        .filter(({ inputs }) => inputs["retentionInDays"] !== days)
        .map(({ name, inputs }) => `${name} is kept for ${JSON.stringify(inputs["retentionInDays"] ?? "ever")}.`),
      ...lambdas
        .filter(({ inputs }) => !names.has(text(fields(inputs["loggingConfig"])["logGroup"])))
        .map(({ name }) => `${name} writes to a log group that is kept forever.`),
    ];
  };
}

/** There is no alarm at all. */
export const nothingIsWatched: Check = (synthesis) =>
  [...alarmsOf(synthesis), ...ofType(synthesis, "aws:cloudwatch/dashboard:Dashboard")].map(
    ({ name }) => `${name} costs something, and nobody looks.`,
  );

/** Each function, each table and the API have their alarms, all of which reach the address, and a dashboard shows them. */
export function everythingIsWatched(email: string | undefined): Check {
  return (synthesis) => {
    const { app } = synthesis;
    const alarms = alarmsOf(synthesis);
    const names = new Set(alarms.map(physicalNameOf));
    const wanted = [
      ...[...functions.map(({ name }) => name), "site"].flatMap((name) =>
        ["errors", "duration"].map((what) => `${name}-${what}`),
      ),
      ...tables.flatMap(({ name }) => ["throttles", "errors"].map((what) => `${name}-${what}`)),
      ...["5xx", "4xx", "latency"].map((what) => `api-${what}`),
      "functions-throttles",
    ].map((name) => `${app.name}-${app.stage}-${name}`);
    const [topic] = ofType(synthesis, "aws:sns/topic:Topic");
    const addresses = ofType(synthesis, "aws:sns/topicSubscription:TopicSubscription").map(({ inputs }) =>
      text(inputs["endpoint"]),
    );
    return [
      ...wanted.filter((name) => !names.has(name)).map((name) => `There is no alarm ${name}.`),
      ...alarms.flatMap((alarm) => problemsOf(alarm, topic)),
      ...(Bun.deepEquals(addresses, email === undefined ? [] : [email]) ? [] : [`Alarms go to ${addresses.join()}.`]),
      ...(ofType(synthesis, "aws:cloudwatch/dashboard:Dashboard").length === 1 ? [] : ["There is no dashboard."]),
    ];
  };
}

function alarmsOf(synthesis: Synthesis): SynthesisedResource[] {
  return ofType(synthesis, "aws:cloudwatch/metricAlarm:MetricAlarm");
}

function problemsOf({ name, inputs }: SynthesisedResource, topic: SynthesisedResource | undefined): string[] {
  const reaches = (arns: readonly unknown[]) =>
    arns.length === 1 && topic !== undefined && String(arns[0]).endsWith(`:${physicalNameOf(topic)}`);
  const told = reaches(list(inputs["alarmActions"])) && reaches(list(inputs["okActions"]));
  return [
    ...(told ? [] : [`${name} tells nobody.`]),
    ...(inputs["treatMissingData"] === "notBreaching" ? [] : [`${name} goes off when nothing happens.`]),
  ];
}
