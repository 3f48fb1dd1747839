import type { Condition } from "./policy-document.ts";

/** Which app and stages a role is for. */
export interface Scope {
  readonly app: string;
  /** `dev`, or `pr-*`. */
  readonly stages: string;
}

export interface ResourcePattern {
  /** ARNs with wildcards. */
  readonly arns: readonly string[];
  readonly condition?: Condition;
}

/**
 * What a deployment touches, as narrow as IAM allows: by the app's and the stage's name wherever that is a part of the
 * ARN. Partition is `aws`; region and account are open, for a role reaches no other account than its own.
 *
 * Source: AWS Service Authorization Reference.
 */
export const resourcePatterns = {
  Alarms: ({ app, stages }) => ({ arns: [`arn:aws:cloudwatch:*:*:alarm:${app}-${stages}-*`] }),
  /** An alarm is looked up before its name is known to exist. */
  AnyAlarm: () => ({ arns: ["arn:aws:cloudwatch:*:*:alarm:*"] }),
  /** The ARN of an HTTP API has an id that AWS makes up. */
  Apis: () => ({
    arns: ["arn:aws:apigateway:*::/apis", "arn:aws:apigateway:*::/apis/*", "arn:aws:apigateway:*::/tags/*"],
  }),
  AssetBuckets: () => ({ arns: ["arn:aws:s3:::sst-asset-*"] }),
  /** SST's keys of code do not name the stage. */
  Assets: () => ({ arns: ["arn:aws:s3:::sst-asset-*/assets/*"] }),
  Buckets: ({ app, stages }) => ({ arns: [`arn:aws:s3:::${app}-${stages}-*`] }),
  BucketObjects: ({ app, stages }) => ({ arns: [`arn:aws:s3:::${app}-${stages}-*/*`] }),
  CachePolicies: () => ({ arns: ["arn:aws:cloudfront::*:cache-policy/*"] }),
  Certificates: () => ({ arns: ["arn:aws:acm:*:*:certificate/*"] }),
  Dashboards: ({ app, stages }) => ({ arns: [`arn:aws:cloudwatch::*:dashboard/${app}-${stages}-*`] }),
  Distributions: () => ({ arns: ["arn:aws:cloudfront::*:distribution/*"] }),
  DomainNames: () => ({ arns: ["arn:aws:apigateway:*::/domainnames", "arn:aws:apigateway:*::/domainnames/*"] }),
  DomainNameService: () => ({
    arns: ["arn:aws:iam::*:role/aws-service-role/ops.apigateway.amazonaws.com/*"],
    condition: { StringEquals: { "iam:AWSServiceName": "ops.apigateway.amazonaws.com" } },
  }),
  EdgeFunctions: ({ app, stages }) => ({ arns: [`arn:aws:cloudfront::*:function/${app}-${stages}-*`] }),
  /** For actions that IAM does not restrict to resources. */
  Everything: () => ({ arns: ["*"] }),
  Functions: ({ app, stages }) => ({ arns: [`arn:aws:lambda:*:*:function:${app}-${stages}-*`] }),
  HostedZones: () => ({ arns: ["arn:aws:route53:::hostedzone/*"] }),
  KeyValueStores: () => ({ arns: ["arn:aws:cloudfront::*:key-value-store/*"] }),
  /** Also covers versions, which end in a colon and a number. */
  Layers: ({ app, stages }) => ({ arns: [`arn:aws:lambda:*:*:layer:${app}-${stages}-*`] }),
  LogGroups: ({ app, stages }) => ({
    arns: [
      `arn:aws:logs:*:*:log-group:/aws/lambda/${app}-${stages}-*`,
      `arn:aws:logs:*:*:log-group:/aws/vendedlogs/apis/${app}-${stages}-*`,
    ],
  }),
  Passphrases: ({ app, stages }) => ({
    arns: [stages, "_fallback"].map((stage) => `arn:aws:ssm:*:*:parameter/sst/passphrase/${app}/${stage}`),
  }),
  RecordChanges: () => ({ arns: ["arn:aws:route53:::change/*"] }),
  Roles: ({ app, stages }) => ({ arns: [`arn:aws:iam::*:role/${app}-${stages}-*`] }),
  RolesOfFunctions: ({ app, stages }) => ({
    arns: [`arn:aws:iam::*:role/${app}-${stages}-*`],
    condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
  }),
  SstBootstrap: () => ({ arns: ["arn:aws:ssm:*:*:parameter/sst/bootstrap"] }),
  StateBuckets: () => ({ arns: ["arn:aws:s3:::sst-state-*"] }),
  /** Values of secrets that are set for all stages at once. */
  StateFallback: ({ app }) => ({ arns: [`arn:aws:s3:::sst-state-*/secret/${app}/_fallback.json`] }),
  State: ({ app, stages }) => ({
    arns: [`arn:aws:s3:::sst-state-*/*/${app}/${stages}.json`, `arn:aws:s3:::sst-state-*/*/${app}/${stages}/*`],
  }),
  Tables: ({ app, stages }) => ({ arns: [`arn:aws:dynamodb:*:*:table/${app}-${stages}-*`] }),
  Topics: ({ app, stages }) => ({ arns: [`arn:aws:sns:*:*:${app}-${stages}-*`] }),
} as const satisfies Readonly<Record<string, (scope: Scope) => ResourcePattern>>;

export type ResourcePatternName = keyof typeof resourcePatterns;
