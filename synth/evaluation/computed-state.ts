import { stringOr } from "../json.ts";
import { type Account, arn } from "./account.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** What makes the values that exist only once a resource does. */
export interface Computing {
  readonly account: Account;
  /** Marks a value as secret, as the provider does. */
  readonly secret: (value: string) => unknown;
}

type Compute = (resource: { name: string; physicalName: string; inputs: Inputs }, computing: Computing) => object;

/** The host of CloudFront's records in Route 53 is the same for everyone. Source: AWS documentation, "AliasTarget". */
const cloudfrontZone = "Z2FDTNDATAQYW2";

const computations: Readonly<Record<string, Compute>> = {
  "aws:acm/certificate:Certificate": ({ name, inputs }, { account }) => ({
    arn: arn(account, "acm", `certificate/${name}`),
    domainValidationOptions: [
      {
        domainName: inputs["domainName"],
        resourceRecordName: `_validation.${stringOr(inputs["domainName"], "")}`,
        resourceRecordType: "CNAME",
        resourceRecordValue: "_validation.acm-validations.aws",
      },
    ],
  }),
  "aws:acm/certificateValidation:CertificateValidation": () => ({}),
  "aws:apigatewayv2/api:Api": ({ name }, { account }) => ({
    arn: `arn:aws:apigateway:${account.region}::/apis/${name.toLowerCase()}`,
    apiEndpoint: `https://${name.toLowerCase()}.execute-api.${account.region}.amazonaws.com`,
    executionArn: arn(account, "execute-api", name.toLowerCase()),
  }),
  "aws:apigatewayv2/domainName:DomainName": ({ name, inputs }, { account }) => ({
    arn: `arn:aws:apigateway:${account.region}::/domainnames/${stringOr(inputs["domainName"], "")}`,
    domainNameConfiguration: {
      ...Object(inputs["domainNameConfiguration"]),
      targetDomainName: `d-${name.toLowerCase()}.execute-api.${account.region}.amazonaws.com`,
      hostedZoneId: "Z0EXAMPLEAPI",
    },
  }),
  "aws:cloudfront/distribution:Distribution": ({ name }, { account }) => ({
    arn: arn(account, "cloudfront", `distribution/${name}`, ""),
    domainName: `${name.toLowerCase()}.cloudfront.net`,
    hostedZoneId: cloudfrontZone,
  }),
  "aws:cloudwatch/logGroup:LogGroup": ({ physicalName }, { account }) => ({
    arn: arn(account, "logs", `log-group:${physicalName}`),
  }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": ({ physicalName }, { account }) => ({
    arn: arn(account, "cloudwatch", `alarm:${physicalName}`),
  }),
  "aws:dynamodb/table:Table": ({ physicalName, inputs }, { account }) => ({
    arn: arn(account, "dynamodb", `table/${physicalName}`),
    ...(inputs["streamEnabled"] === true && { streamArn: arn(account, "dynamodb", `table/${physicalName}/stream/0`) }),
  }),
  "aws:iam/role:Role": ({ physicalName }, { account }) => ({ arn: arn(account, "iam", `role/${physicalName}`, "") }),
  "aws:lambda/function:Function": ({ physicalName }, { account }) => {
    const functionArn = arn(account, "lambda", `function:${physicalName}`);
    const invocation = (version: string, action: string) =>
      `arn:aws:apigateway:${account.region}:lambda:path/${version}/functions/${functionArn}/${action}`;
    return {
      arn: functionArn,
      version: "1",
      qualifiedArn: `${functionArn}:1`,
      invokeArn: invocation("2015-03-31", "invocations"),
      qualifiedInvokeArn: invocation("2015-03-31", "invocations"),
      responseStreamingInvokeArn: invocation("2021-11-15", "response-streaming-invocations"),
    };
  },
  "aws:lambda/functionUrl:FunctionUrl": ({ name }, { account }) => ({
    functionUrl: `https://${name.toLowerCase()}.lambda-url.${account.region}.on.aws/`,
    urlId: name.toLowerCase(),
  }),
  "aws:lambda/layerVersion:LayerVersion": ({ name, inputs }, { account }) => {
    const layerArn = arn(account, "lambda", `layer:${stringOr(inputs["layerName"], name)}`);
    return { arn: `${layerArn}:1`, layerArn, version: "1" };
  },
  "aws:s3/bucket:Bucket": ({ name, inputs }, { account }) => {
    const bucket = stringOr(inputs["bucket"], name.toLowerCase());
    return {
      bucket,
      arn: `arn:aws:s3:::${bucket}`,
      bucketDomainName: `${bucket}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${bucket}.s3.${account.region}.amazonaws.com`,
    };
  },
  "aws:sqs/queue:Queue": ({ physicalName }, { account }) => ({
    arn: arn(account, "sqs", physicalName),
    url: `https://sqs.${account.region}.amazonaws.com/${account.id}/${physicalName}`,
  }),
  "random:index/randomBytes:RandomBytes": ({ name, inputs }, { secret }) => {
    const bytes = repeatedBytes(name, Number(inputs["length"]));
    return { base64: secret(bytes.toString("base64")), hex: secret(bytes.toString("hex")) };
  },
  "random:index/randomPassword:RandomPassword": ({ name, inputs }, { secret }) => ({
    result: secret(repeatedBytes(name, Number(inputs["length"])).toString("hex").slice(0, Number(inputs["length"]))),
  }),
  "pulumi-nodejs:dynamic:Resource": ({ name }) => (name.endsWith("HostedZoneLookup") ? { zoneId: "Z0EXAMPLE" } : {}),
};

/**
 * The properties that a resource has beyond its inputs, in the form that AWS gives them. A type that is not known here
 * has at least an ARN.
 */
export function computedState(type: string, name: string, inputs: Inputs, computing: Computing): object {
  const physicalName = typeof inputs["name"] === "string" ? inputs["name"] : name;
  const compute = computations[type];
  if (compute) return compute({ name, physicalName, inputs }, computing);
  const [, service = "unknown"] = type.split(/[:/]/);
  return { arn: arn(computing.account, service, physicalName) };
}

/** Bytes that are the same in each run, so that two runs can be compared. */
function repeatedBytes(text: string, length: number): Buffer {
  return Buffer.alloc(length, text);
}
