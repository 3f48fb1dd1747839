import { alarmsOf } from "./alarms.ts";
import type { Check } from "./check.ts";
import { fields, ofType, physicalNameOf } from "./resources.ts";

/** Every log is kept for the given number of days, and every function writes JSON to a group of its own. */
export function logsAreKeptFor(days: number): Check {
  return (synthesis) => {
    const groups = ofType(synthesis, "aws:cloudwatch/logGroup:LogGroup");
    const names = new Set(groups.map(physicalNameOf));
    const logs = ofType(synthesis, "aws:lambda/function:Function").map((lambda) => {
      const { logGroup, logFormat } = fields(lambda.inputs["loggingConfig"]);
      return { name: lambda.name, own: `/aws/lambda/${physicalNameOf(lambda)}`, logGroup, logFormat };
    });
    return [
      ...groups
        .filter(({ inputs }) => inputs["retentionInDays"] !== days)
        .map(({ name, inputs }) => `${name} is kept for ${JSON.stringify(inputs["retentionInDays"] ?? "ever")}.`),
      ...logs
        .filter(({ own, logGroup, logFormat }) => logGroup !== own || !names.has(own) || logFormat !== "JSON")
        .map(
          ({ name, logGroup, logFormat }) =>
            `${name} writes ${JSON.stringify(logFormat)} to ${JSON.stringify(logGroup)}.`,
        ),
    ];
  };
}

/** There is no alarm at all. */
export const nothingIsWatched: Check = (synthesis) =>
  [...alarmsOf(synthesis), ...ofType(synthesis, "aws:cloudwatch/dashboard:Dashboard")].map(
    ({ name }) => `${name} costs something, and nobody looks.`,
  );
