import { type Json, type JsonObject, stringOr } from "../../synth/json.ts";
import { objects } from "../../synth/resources.ts";
import type { Deviation } from "./deviation.ts";

const everything = "nothing is allowed by a wildcard";
const monitoring = "the stage is watched or not";
const foreignLayer = "arn:aws:lambda:eu-central-1:999999999999:layer";

/** What a role may do besides, however it is written down. */
function alsoAllowed(statement: Json) {
  return ({ inlinePolicies = [] }: JsonObject) => ({
    inlinePolicies: [
      ...objects(inlinePolicies),
      { name: "more", policy: JSON.stringify({ Version: "2012-10-17", Statement: statement }) },
    ],
  });
}

/** An access log's format with one text in place of another. */
function formatWith(from: string, to: string) {
  return ({ accessLogSettings }: JsonObject) => {
    const [settings = {}] = objects(accessLogSettings);
    return { accessLogSettings: { ...settings, format: stringOr(settings["format"], "").replace(from, to) } };
  };
}

/** Deviations in what may be done, and by whom. */
const permissionDeviations: readonly Deviation[] = [
  {
    deviation: "a statement stands in its policy without a list",
    resource: "ApiRouteGetHealthHandlerRole",
    inputs: alsoAllowed({ Effect: "Allow", Action: "dynamodb:*", Resource: "*" }),
    foundBy: everything,
    problem: /^ApiRouteGetHealthHandlerRole allows dynamodb:\* on \*/,
  },
  {
    deviation: "everything is allowed but one thing",
    resource: "SiteServerEucentral1Role",
    inputs: alsoAllowed([{ Effect: "Allow", NotAction: ["iam:*"], Resource: ["arn:aws:s3:::bucket"] }]),
    foundBy: everything,
    problem: /^SiteServerEucentral1Role allows \* on arn:aws:s3:::bucket/,
  },
  {
    deviation: "something is allowed everywhere but in one place",
    resource: "StreamTranscriptRole",
    inputs: alsoAllowed([{ Effect: "Allow", Action: ["dynamodb:Query"], NotResource: ["arn:aws:s3:::bucket"] }]),
    foundBy: everything,
    problem: /^StreamTranscriptRole allows dynamodb:Query on \*/,
  },
  {
    deviation: "a wildcard stands for one letter",
    resource: "ApiRouteGetClientHandlerRole",
    inputs: alsoAllowed([{ Effect: "Allow", Action: ["dynamodb:?can"], Resource: ["arn:aws:s3:::bucket"] }]),
    foundBy: everything,
    problem: /^ApiRouteGetClientHandlerRole allows dynamodb:\?can/,
  },
  {
    deviation: "another account writes the site's files",
    resource: "SiteAssetsPolicy",
    inputs: ({ bucket }) => ({
      policy: JSON.stringify({
        Statement: {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::999999999999:root" },
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${stringOr(bucket, "")}/*`,
        },
      }),
    }),
    foundBy: "the site's files are shielded",
    problem: /^SiteAssetsPolicy allows .+:root/,
  },
  {
    deviation: "whoever knows its name reads the layer's zip",
    resource: "BunLayer-arm64-code",
    inputs: () => ({ acl: "public-read" }),
    foundBy: "layers are as they were built",
    problem: /"acl"/,
  },
];

/** Deviations in what functions run on, and how they are called. */
const functionDeviations: readonly Deviation[] = [
  {
    deviation: "a function runs on a stranger's layer, too",
    resource: "ApiRouteGetHealthHandlerFunction",
    inputs: ({ layers }) => ({ layers: [...(Array.isArray(layers) ? layers : []), `${foreignLayer}:more:1`] }),
    foundBy: "every function runs on the layer",
    problem: /^ApiRouteGetHealthHandlerFunction runs on .+:999999999999:layer:more, too/,
  },
  {
    deviation: "a function runs on a stranger's layer of the same name",
    resource: "SiteServerEucentral1Function",
    inputs: () => ({ layers: [`${foreignLayer}:draht-prod-bun-arm64:1`] }),
    foundBy: "every function runs on the layer",
    problem: /^SiteServerEucentral1Function lacks the layer/,
  },
  {
    deviation: "a function is never run",
    resource: "ApiRouteGetHealthHandlerFunction",
    inputs: () => ({ reservedConcurrentExecutions: 0 }),
    foundBy: "functions are as the manifest declares them",
    problem: /^getHealth is .+"concurrency":0/,
  },
  {
    deviation: "a function's lines are left out below a level",
    resource: "ApiRouteGetHealthHandlerFunction",
    inputs: ({ loggingConfig }) => ({ loggingConfig: Object.assign({ applicationLogLevel: "FATAL" }, loggingConfig) }),
    foundBy: "logs are kept as long as the stage needs",
    problem: /^ApiRouteGetHealthHandlerFunction writes .+FATAL/,
  },
  {
    deviation: "stages share a table",
    resource: "SessionsTable",
    inputs: () => ({ name: "draht-Sessions" }),
    foundBy: "names are the stage's own",
    problem: /^SessionsTable is called draht-Sessions\./,
  },
  {
    deviation: "items do not expire, although an attribute says when",
    resource: "SessionsTable",
    inputs: () => ({ ttl: { attributeName: "expiresAt", enabled: false } }),
    foundBy: "tables are as declared",
    problem: /^Sessions is /,
  },
];

/** Deviations in how the API and the site are reached. */
const requestDeviations: readonly Deviation[] = [
  {
    deviation: "everyone is who was asked about last",
    resource: "ApiAuthorizerTokenAuthorizer",
    inputs: () => ({ identitySources: [] }),
    foundBy: "the authorizer is as declared",
    problem: /"sources":\[\]/,
  },
  {
    deviation: "a revoked token works for an hour",
    resource: "ApiAuthorizerTokenAuthorizer",
    inputs: () => ({ authorizerResultTtlInSeconds: 3600 }),
    foundBy: "the authorizer is as declared",
    problem: /"seconds":3600/,
  },
  {
    deviation: "one route takes more requests than the others",
    resource: "ApiStage",
    inputs: () => ({ routeSettings: [{ routeKey: "POST /tokens", throttlingRateLimit: 10_000 }] }),
    foundBy: "the API is reached as the stage needs",
    problem: /POST \/tokens/,
  },
  {
    deviation: "the API's routes are never deployed",
    resource: "ApiStage",
    inputs: () => ({ autoDeploy: false }),
    foundBy: "the API is reached as the stage needs",
    problem: /"deployed":false/,
  },
  {
    deviation: "a value that may be missing stands without quotes",
    resource: "ApiStage",
    inputs: formatWith('"$context.integrationLatency"', "$context.integrationLatency"),
    foundBy: "requests are logged",
    problem: /^ApiStage does not log requestId/,
  },
  {
    deviation: "a value that brings quotes stands between others",
    resource: "ApiStage",
    inputs: formatWith("$context.error.message", "$context.error.messageString"),
    foundBy: "requests are logged",
    problem: /^ApiStage does not log requestId/,
  },
  {
    deviation: "a request is logged in two lines",
    resource: "ApiStage",
    inputs: formatWith(",", ",\n"),
    foundBy: "requests are logged",
    problem: /^ApiStage logs more than a line/,
  },
  {
    deviation: "a page is passed on without encryption",
    resource: "SiteCdnDistribution",
    inputs: ({ defaultCacheBehavior: behavior }) => ({
      defaultCacheBehavior: Object.assign({}, behavior, { viewerProtocolPolicy: "allow-all" }),
    }),
    foundBy: "pages come encrypted and fresh",
    problem: /"protocol":"allow-all"/,
  },
];

/** Deviations in alarms that make them silent. */
const alarmDeviations: readonly Deviation[] = [
  {
    deviation: "an alarm has its actions switched off",
    resource: "Alarm-api-5xx",
    inputs: () => ({ actionsEnabled: false }),
    foundBy: monitoring,
    problem: /^Alarm-api-5xx sets actionsEnabled/,
  },
  {
    deviation: "an alarm watches for no time",
    resource: "Alarm-getHealth-errors",
    inputs: () => ({ period: undefined }),
    foundBy: monitoring,
    problem: /^draht-prod-getHealth-errors goes off at .+ in no s/,
  },
  {
    deviation: "an alarm watches in a unit that the metric does not have",
    resource: "Alarm-getHealth-duration",
    inputs: () => ({ unit: "Seconds" }),
    foundBy: monitoring,
    problem: /^draht-prod-getHealth-duration goes off at .+ in Seconds/,
  },
  {
    deviation: "an alarm watches something else than its expression",
    resource: "Alarm-api-4xx",
    inputs: ({ metricQueries = [] }) => ({
      metricQueries: objects(metricQueries).map((query) =>
        Object.assign({}, query, { returnData: query["id"] === "refused" }),
      ),
    }),
    foundBy: monitoring,
    problem: /^draht-prod-api-4xx goes off at .+ which is not its result/,
  },
  {
    deviation: "the address of the alarms is told by another topic",
    resource: "AlarmEmail",
    inputs: ({ topic }) => ({ topic: `${stringOr(topic, "")}-of-others` }),
    foundBy: monitoring,
    problem: /^Alarms go to email operations@example.com of draht-prod-alarms-of-others/,
  },
];

/** All of them. */
export const deviations: readonly Deviation[] = [
  ...permissionDeviations,
  ...functionDeviations,
  ...requestDeviations,
  ...alarmDeviations,
];
