import type { ResourcePatternName } from "./resource-pattern.ts";

/** Actions, and what they may be done to. */
export interface Grant {
  readonly on: ResourcePatternName;
  /** Each with its service: `lambda:CreateFunction`. */
  readonly actions: readonly string[];
}

/**
 * What Pulumi's AWS provider and SST call to create, read, change and delete a resource, by its type; a resource of SST's
 * own by the end of its name. Nothing where no AWS API is called.
 *
 * Source: AWS Service Authorization Reference; the APIs that the Terraform AWS provider calls for each resource.
 */
export const grantsByType: Readonly<Record<string, readonly Grant[]>> = {
  "aws:acm/certificate:Certificate": [
    { on: "Everything", actions: ["acm:RequestCertificate"] },
    {
      on: "Certificates",
      actions: [
        "acm:AddTagsToCertificate",
        "acm:DeleteCertificate",
        "acm:DescribeCertificate",
        "acm:ListTagsForCertificate",
        "acm:RemoveTagsFromCertificate",
      ],
    },
  ],
  "aws:acm/certificateValidation:CertificateValidation": [{ on: "Certificates", actions: ["acm:DescribeCertificate"] }],
  "aws:apigatewayv2/api:Api": [apiGateway("Apis")],
  "aws:apigatewayv2/apiMapping:ApiMapping": [apiGateway("DomainNames")],
  "aws:apigatewayv2/authorizer:Authorizer": [apiGateway("Apis")],
  "aws:apigatewayv2/domainName:DomainName": [
    apiGateway("DomainNames"),
    { on: "DomainNameService", actions: ["iam:CreateServiceLinkedRole"] },
  ],
  "aws:apigatewayv2/integration:Integration": [apiGateway("Apis")],
  "aws:apigatewayv2/route:Route": [apiGateway("Apis")],
  "aws:apigatewayv2/stage:Stage": [
    apiGateway("Apis"),
    {
      // Access logs. Source: AWS documentation, "Configure logging for HTTP APIs in API Gateway".
      on: "Everything",
      actions: [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
      ],
    },
  ],
  "aws:cloudfront/cachePolicy:CachePolicy": [
    { on: "Everything", actions: ["cloudfront:CreateCachePolicy"] },
    {
      on: "CachePolicies",
      actions: ["cloudfront:DeleteCachePolicy", "cloudfront:GetCachePolicy", "cloudfront:UpdateCachePolicy"],
    },
  ],
  "aws:cloudfront/distribution:Distribution": [
    { on: "Everything", actions: ["cloudfront:CreateDistribution"] },
    {
      on: "Distributions",
      actions: [
        "cloudfront:DeleteDistribution",
        "cloudfront:GetDistribution",
        "cloudfront:GetDistributionConfig",
        "cloudfront:ListTagsForResource",
        "cloudfront:TagResource",
        "cloudfront:UntagResource",
        "cloudfront:UpdateDistribution",
      ],
    },
  ],
  "aws:cloudfront/function:Function": [
    { on: "Everything", actions: ["cloudfront:CreateFunction"] },
    {
      on: "EdgeFunctions",
      actions: [
        "cloudfront:DeleteFunction",
        "cloudfront:DescribeFunction",
        "cloudfront:GetFunction",
        "cloudfront:PublishFunction",
        "cloudfront:UpdateFunction",
      ],
    },
  ],
  "aws:cloudfront/keyValueStore:KeyValueStore": [
    { on: "Everything", actions: ["cloudfront:CreateKeyValueStore"] },
    {
      on: "KeyValueStores",
      actions: ["cloudfront:DeleteKeyValueStore", "cloudfront:DescribeKeyValueStore", "cloudfront:UpdateKeyValueStore"],
    },
  ],
  "aws:cloudwatch/dashboard:Dashboard": [
    {
      on: "Dashboards",
      actions: ["cloudwatch:DeleteDashboards", "cloudwatch:GetDashboard", "cloudwatch:PutDashboard"],
    },
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    { on: "Everything", actions: ["logs:DescribeLogGroups"] },
    {
      on: "LogGroups",
      actions: [
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:DeleteRetentionPolicy",
        "logs:ListTagsForResource",
        "logs:PutRetentionPolicy",
        "logs:TagResource",
        "logs:UntagResource",
      ],
    },
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    { on: "AnyAlarm", actions: ["cloudwatch:DescribeAlarms"] },
    {
      on: "Alarms",
      actions: [
        "cloudwatch:DeleteAlarms",
        "cloudwatch:ListTagsForResource",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
      ],
    },
  ],
  "aws:dynamodb/table:Table": [
    {
      on: "Tables",
      actions: [
        "dynamodb:CreateTable",
        "dynamodb:DeleteTable",
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:ListTagsOfResource",
        "dynamodb:TagResource",
        "dynamodb:UntagResource",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTable",
        "dynamodb:UpdateTimeToLive",
      ],
    },
  ],
  "aws:iam/role:Role": [
    {
      on: "Roles",
      actions: [
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
        "iam:ListRolePolicies",
        "iam:PutRolePolicy",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
      ],
    },
  ],
  "aws:lambda/function:Function": [
    { on: "Assets", actions: ["s3:GetObject"] },
    { on: "Layers", actions: ["lambda:GetLayerVersion"] },
    { on: "RolesOfFunctions", actions: ["iam:PassRole"] },
    {
      on: "Functions",
      actions: [
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:GetFunctionConfiguration",
        "lambda:ListTags",
        "lambda:ListVersionsByFunction",
        "lambda:TagResource",
        "lambda:UntagResource",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
      ],
    },
  ],
  "aws:lambda/functionUrl:FunctionUrl": [
    {
      on: "Functions",
      actions: [
        "lambda:CreateFunctionUrlConfig",
        "lambda:DeleteFunctionUrlConfig",
        "lambda:GetFunctionUrlConfig",
        "lambda:UpdateFunctionUrlConfig",
      ],
    },
  ],
  "aws:lambda/layerVersion:LayerVersion": [
    { on: "Assets", actions: ["s3:GetObject"] },
    {
      on: "Layers",
      actions: ["lambda:DeleteLayerVersion", "lambda:GetLayerVersion", "lambda:PublishLayerVersion"],
    },
  ],
  "aws:lambda/permission:Permission": [
    { on: "Functions", actions: ["lambda:AddPermission", "lambda:GetPolicy", "lambda:RemovePermission"] },
  ],
  "aws:route53/record:Record": [
    {
      on: "HostedZones",
      actions: ["route53:ChangeResourceRecordSets", "route53:GetHostedZone", "route53:ListResourceRecordSets"],
    },
    { on: "RecordChanges", actions: ["route53:GetChange"] },
  ],
  "aws:s3/bucket:Bucket": [
    {
      on: "Buckets",
      actions: [
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLocation",
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        // Tags go with the creation, and are read at the newer address, since version 6.23 of the Terraform provider.
        "s3:ListTagsForResource",
        "s3:PutBucketTagging",
        "s3:TagResource",
        "s3:UntagResource",
      ],
    },
    // A bucket is emptied before it is deleted.
    { on: "BucketObjects", actions: ["s3:DeleteObject", "s3:DeleteObjectVersion"] },
  ],
  "aws:s3/bucketObjectv2:BucketObjectv2": [
    { on: "AssetBuckets", actions: ["s3:ListBucket"] },
    {
      on: "Assets",
      actions: ["s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging"],
    },
  ],
  "aws:s3/bucketPolicy:BucketPolicy": [
    { on: "Buckets", actions: ["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"] },
  ],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": [
    { on: "Buckets", actions: ["s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"] },
  ],
  "aws:sns/topic:Topic": [
    {
      on: "Topics",
      actions: [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:GetTopicAttributes",
        "sns:ListTagsForResource",
        "sns:SetTopicAttributes",
        "sns:TagResource",
        "sns:UntagResource",
      ],
    },
  ],
  "aws:sns/topicPolicy:TopicPolicy": [{ on: "Topics", actions: ["sns:GetTopicAttributes", "sns:SetTopicAttributes"] }],
  "aws:sns/topicSubscription:TopicSubscription": [
    {
      on: "Topics",
      actions: ["sns:GetSubscriptionAttributes", "sns:SetSubscriptionAttributes", "sns:Subscribe", "sns:Unsubscribe"],
    },
  ],
  "command:local:Command": [],
  "pulumi:providers:aws": [],
  "random:index/randomBytes:RandomBytes": [],
  "sst.aws.BucketFiles": [{ on: "BucketObjects", actions: ["s3:DeleteObject", "s3:PutObject"] }],
  "sst.aws.DistributionDeploymentWaiter": [{ on: "Distributions", actions: ["cloudfront:GetDistribution"] }],
  "sst.aws.DistributionInvalidation": [
    { on: "Distributions", actions: ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"] },
  ],
  "sst.aws.HostedZoneLookup": [{ on: "Everything", actions: ["route53:ListHostedZones"] }],
  "sst.aws.KvKeys": [
    {
      on: "KeyValueStores",
      actions: [
        "cloudfront-keyvaluestore:DescribeKeyValueStore",
        "cloudfront-keyvaluestore:ListKeys",
        "cloudfront-keyvaluestore:UpdateKeys",
      ],
    },
  ],
};

/** What SST itself needs for the state of a stage, its secrets and its lock, before any resource is touched. */
export const grantsOfSst: readonly Grant[] = [
  { on: "SstBootstrap", actions: ["ssm:GetParameter"] },
  { on: "Passphrases", actions: ["ssm:GetParameter", "ssm:PutParameter"] },
  { on: "StateBuckets", actions: ["s3:ListBucket"] },
  { on: "StateFallback", actions: ["s3:GetObject"] },
  { on: "State", actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"] },
];

/** An HTTP API's management has no actions but the methods of its requests. */
function apiGateway(on: ResourcePatternName): Grant {
  return { on, actions: ["DELETE", "GET", "PATCH", "POST", "PUT"].map((method) => `apigateway:${method}`) };
}
