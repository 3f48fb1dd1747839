import { resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";
import { text } from "./inputs.ts";

/** What is known in the account by a name, with the input that names it. */
const named: Readonly<Record<string, string>> = {
  "aws:apigatewayv2/api:Api": "name",
  "aws:cloudfront/function:Function": "name",
  "aws:cloudfront/keyValueStore:KeyValueStore": "name",
  "aws:cloudwatch/dashboard:Dashboard": "dashboardName",
  "aws:cloudwatch/logGroup:LogGroup": "name",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "name",
  "aws:dynamodb/table:Table": "name",
  "aws:iam/role:Role": "name",
  "aws:lambda/function:Function": "name",
  "aws:lambda/layerVersion:LayerVersion": "layerName",
  "aws:s3/bucket:Bucket": "bucket",
  "aws:sns/topic:Topic": "name",
};

/** Names begin with the app and the stage: no two stages share anything, and deploy roles reach what is theirs by it. */
export const namesAreTheStagesOwn: Check = (synthesis) => {
  const { name: app, stage } = synthesis.app;
  return Object.entries(named).flatMap(([type, input]) =>
    resourcesOfType(synthesis, type)
      .map(({ name, inputs }) => ({ name, physical: text(inputs[input]) }))
      .filter(({ physical }) => physical.split("/").at(-1)?.startsWith(`${app}-${stage}-`) !== true)
      .map(({ name, physical }) => `${name} is called ${physical}.`),
  );
};
