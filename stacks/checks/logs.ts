import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";
import { fields } from "./inputs.ts";

/** Every log is kept for the given number of days, and every function writes JSON to a group of its own. */
export function logsAreKeptFor(days: number): Check {
  return (synthesis) => {
    const groups = resourcesOfType(synthesis, "aws:cloudwatch/logGroup:LogGroup");
    const names = new Set(groups.map(physicalName));
    const logs = resourcesOfType(synthesis, "aws:lambda/function:Function").map((lambda) => {
      const { logGroup, logFormat } = fields(lambda.inputs["loggingConfig"]);
      return { name: lambda.name, own: `/aws/lambda/${physicalName(lambda)}`, logGroup, logFormat };
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
