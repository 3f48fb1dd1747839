import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";

/** Every log is kept for the given number of days, and every function writes JSON to a group of its own. */
export function logsAreKeptFor(days: number): Check {
  return (synthesis) => {
    const groups = resourcesOfType(synthesis, "aws:cloudwatch/logGroup:LogGroup");
    const names = new Set(groups.map(physicalName));
    const logs = resourcesOfType(synthesis, "aws:lambda/function:Function").map((lambda) => {
      const own = `/aws/lambda/${physicalName(lambda)}`;
      return { name: lambda.name, own, found: lambda.inputs["loggingConfig"] };
    });
    return [
      ...groups
        .filter(({ inputs }) => inputs["retentionInDays"] !== days)
        .map(({ name, inputs }) => `${name} is kept for ${JSON.stringify(inputs["retentionInDays"] ?? "ever")}.`),
      ...logs
        .filter(
          // A level besides would leave lines out, of which some are the metrics.
          ({ own, found }) => !names.has(own) || !Bun.deepEquals(found, { logFormat: "JSON", logGroup: own }),
        )
        .map(({ name, found }) => `${name} writes ${JSON.stringify(found)}.`),
    ];
  };
}
