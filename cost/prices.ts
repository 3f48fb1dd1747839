import type { Price } from "./price.ts";

/** AWS's price list of a service for Frankfurt. */
function priceList(service: string): string {
  return `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${service}/current/eu-central-1/index.json`;
}

const million = 1_000_000;
const cloudFront = "https://aws.amazon.com/cloudfront/pricing/";
const cloudWatch = "https://aws.amazon.com/cloudwatch/pricing/";

/** Prices of the Region eu-central-1, each of its first tier. Change a price together with its date. */
export const prices = {
  apiRequests: {
    name: "HTTP API",
    usd: 1.2,
    count: million,
    unit: "requests",
    source: priceList("AmazonApiGateway"),
    seen: "2026-09-21",
  },
  invocations: {
    name: "Lambda, arm64: requests",
    usd: 0.2,
    count: million,
    unit: "requests",
    source: priceList("AWSLambda"),
    seen: "2026-09-11",
  },
  gigabyteSeconds: {
    name: "Lambda, arm64: duration",
    usd: 0.0000133334,
    count: 1,
    unit: "GB-seconds",
    source: priceList("AWSLambda"),
    seen: "2026-09-11",
  },
  readUnits: {
    name: "DynamoDB on demand: reads",
    usd: 0.1525,
    count: million,
    unit: "read request units",
    source: priceList("AmazonDynamoDB"),
    seen: "2026-09-11",
  },
  writeUnits: {
    name: "DynamoDB on demand: writes",
    usd: 0.7625,
    count: million,
    unit: "write request units",
    source: priceList("AmazonDynamoDB"),
    seen: "2026-09-11",
  },
  tableStorage: {
    name: "DynamoDB: storage",
    usd: 0.306,
    count: 1,
    unit: "GB-months",
    source: priceList("AmazonDynamoDB"),
    seen: "2026-09-11",
  },
  pointInTimeRecovery: {
    name: "DynamoDB: point-in-time recovery",
    usd: 0.2448,
    count: 1,
    unit: "GB-months",
    source: priceList("AmazonDynamoDB"),
    seen: "2026-09-11",
  },
  logIngestion: {
    name: "CloudWatch Logs: ingestion",
    usd: 0.63,
    count: 1,
    unit: "GB",
    source: priceList("AmazonCloudWatch"),
    seen: "2026-09-11",
  },
  logStorage: {
    name: "CloudWatch Logs: storage, compressed",
    usd: 0.0324,
    count: 1,
    unit: "GB-months",
    source: priceList("AmazonCloudWatch"),
    seen: "2026-09-11",
  },
  alarmMetrics: {
    name: "CloudWatch: alarms",
    usd: 0.1,
    count: 1,
    unit: "metrics that an alarm watches",
    source: priceList("AmazonCloudWatch"),
    seen: "2026-09-11",
  },
  customMetrics: {
    name: "CloudWatch: metrics of our own",
    usd: 0.3,
    count: 1,
    unit: "metrics",
    source: cloudWatch,
    seen: undefined,
  },
  dashboards: {
    name: "CloudWatch: dashboards",
    usd: 3,
    count: 1,
    unit: "dashboards",
    source: cloudWatch,
    seen: undefined,
  },
  objectStorage: {
    name: "S3 Standard: storage",
    usd: 0.0245,
    count: 1,
    unit: "GB-months",
    source: priceList("AmazonS3"),
    seen: "2026-10-07",
  },
  edgeRequests: {
    name: "CloudFront, Europe: HTTPS requests",
    usd: 0.012,
    count: 10_000,
    unit: "requests",
    source: cloudFront,
    seen: "2026-10-07",
  },
  edgeTransfer: {
    name: "CloudFront, Europe: transfer to browsers",
    usd: 0.085,
    count: 1,
    unit: "GB",
    source: cloudFront,
    seen: "2026-10-07",
  },
  edgeFunctions: {
    name: "CloudFront Functions",
    usd: 0.1,
    count: million,
    unit: "requests",
    source: cloudFront,
    seen: undefined,
  },
  edgeReads: {
    name: "CloudFront KeyValueStore",
    usd: 0.03,
    count: million,
    unit: "reads",
    source: cloudFront,
    seen: undefined,
  },
  transfer: {
    name: "Transfer from the Region to the internet",
    usd: 0.09,
    count: 1,
    unit: "GB",
    source: "https://aws.amazon.com/ec2/pricing/on-demand/",
    seen: undefined,
  },
} as const satisfies Readonly<Record<string, Price>>;
