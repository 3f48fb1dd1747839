import { isJsonObject, type Json, type JsonObject, stringOr } from "./json.ts";
import { objects, roleStatements } from "./resources.ts";

/** The inputs that tell a reader what a resource is, by its type, as paths. Those of other types are all that are short. */
const keyPaths: Readonly<Record<string, readonly string[]>> = {
  "aws:acm/certificate:Certificate": ["domainName", "validationMethod"],
  "aws:apigatewayv2/api:Api": ["name", "protocolType", "corsConfiguration.allowOrigins"],
  "aws:apigatewayv2/authorizer:Authorizer": ["authorizerType", "identitySources", "authorizerResultTtlInSeconds"],
  "aws:apigatewayv2/domainName:DomainName": ["domainName"],
  "aws:apigatewayv2/integration:Integration": ["integrationUri", "payloadFormatVersion"],
  "aws:apigatewayv2/route:Route": ["routeKey", "authorizationType"],
  "aws:apigatewayv2/stage:Stage": ["name", "autoDeploy", "defaultRouteSettings", "accessLogSettings.destinationArn"],
  "aws:cloudfront/distribution:Distribution": ["aliases", "priceClass"],
  "aws:cloudwatch/dashboard:Dashboard": ["dashboardName"],
  "aws:cloudwatch/logGroup:LogGroup": ["name", "retentionInDays"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["metricName", "comparisonOperator", "threshold", "period", "dimensions"],
  "aws:dynamodb/table:Table": [
    "name",
    "hashKey",
    "rangeKey",
    "globalSecondaryIndexes",
    "ttl.attributeName",
    "billingMode",
    "pointInTimeRecovery.enabled",
    "deletionProtectionEnabled",
  ],
  "aws:iam/role:Role": ["name", "inlinePolicies", "managedPolicyArns"],
  "aws:lambda/function:Function": ["name", "runtime", "handler", "architectures", "memorySize", "timeout", "layers"],
  "aws:lambda/layerVersion:LayerVersion": ["layerName", "description", "compatibleArchitectures"],
  "aws:lambda/permission:Permission": ["principal", "action", "sourceArn"],
  "aws:route53/record:Record": ["name", "type"],
  "aws:s3/bucketObjectv2:BucketObjectv2": ["bucket", "key"],
  "aws:sns/topicSubscription:TopicSubscription": ["protocol", "endpoint"],
};

const longest = 100;

/** The inputs that matter most, each as `name=value`. */
export function keyInputs(type: string, inputs: JsonObject): string[] {
  const paths = keyPaths[type] ?? Object.keys(inputs).filter((name) => isShort(inputs[name]));
  return paths.flatMap((path) => {
    const value = valueAt(inputs, path.split("."));
    const text = value === undefined || value === null ? "" : formatInput(path, value);
    return text === "" ? [] : `${shortName(path)}=${text}`;
  });
}

function valueAt(inputs: JsonObject, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), inputs);
}

function isShort(value: Json | undefined): boolean {
  return typeof value !== "object" && String(value).length <= longest;
}

/** The last part of a path that says something by itself. */
function shortName(path: string): string {
  return path.split(".").findLast((part) => part !== "enabled") ?? path;
}

function formatInput(path: string, value: Json): string {
  if (path === "inlinePolicies") return formatPolicies(value);
  if (path === "globalSecondaryIndexes") return formatIndexes(value);
  if (Array.isArray(value)) return value.map((item: Json) => formatInput("", item)).join(",");
  if (isJsonObject(value)) return Object.entries(value).map(formatEntry).join(",");
  return typeof value === "string" ? shortArn(value) : JSON.stringify(value);
}

function formatEntry([name, value]: [string, Json]): string {
  return `${name}:${formatInput("", value)}`;
}

/** Without partition, region and account, which all ARNs have in common. Source: AWS documentation, "ARN format". */
function shortArn(text: string): string {
  return text.replace(/^arn:aws:([a-z0-9-]+):[a-z0-9-]*:\d*:/, "$1:");
}

function formatIndexes(value: Json): string {
  return objects(value)
    .map((index) => stringOr(index["name"], ""))
    .join(",");
}

/** `dynamodb:GetItem on dynamodb:table/draht-dev-Table` for each statement of a role. */
function formatPolicies(value: Json): string {
  const statements = roleStatements({ inputs: { inlinePolicies: value } });
  return statements
    .map(({ actions, resources }) => `${actions.join(",")} on ${resources.map(shortArn).join(",")}`)
    .join("; ");
}
