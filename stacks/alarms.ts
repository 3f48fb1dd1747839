/// <reference path="../.sst/platform/config.d.ts" />
import { defaultTimeoutSeconds, type NamedFunction } from "../functions/manifest/function.ts";
import { lambdaName } from "./runtime.ts";
import { physicalName } from "./physical-name.ts";
import { tableNames } from "./dynamodb.ts";

const fiveMinutes = 300;

type Definition = Omit<aws.cloudwatch.MetricAlarmArgs, "name" | "alarmActions" | "okActions" | "evaluationPeriods"> & {
  readonly evaluationPeriods?: number;
};

/** What has to be known of a function to watch it. */
export type WatchedFunction = Pick<NamedFunction, "name" | "timeoutSeconds">;

/** Creates alarms that tell one topic when they go off, and when they are over. */
export class Alarms {
  /** In the order of their creation. */
  readonly created: aws.cloudwatch.MetricAlarm[] = [];
  readonly #topic: aws.sns.Topic;

  constructor(topic: aws.sns.Topic) {
    this.#topic = topic;
  }

  /**
   * A function that ends without an answer, and one that comes near the end of its time. Two alarms for each function name
   * the one that is in trouble; together they are most of what monitoring costs.
   *
   * Source: AWS documentation, "Types of metrics for Lambda functions".
   */
  onFunction(manifest: WatchedFunction): void {
    const { name, timeoutSeconds = defaultTimeoutSeconds } = manifest;
    const dimensions = { FunctionName: lambdaName(manifest) };
    const metric = { namespace: "AWS/Lambda", dimensions, period: fiveMinutes };
    this.#create(`${name}-errors`, {
      ...metric,
      alarmDescription: `${name} failed: it threw, ran out of memory or ran out of time. An answer with status 500 is no such failure.`,
      metricName: "Errors",
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
    });
    this.#create(`${name}-duration`, {
      ...metric,
      alarmDescription: `${name} took more than 80% of its ${timeoutSeconds} s.`,
      metricName: "Duration",
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: timeoutSeconds * 1000 * 0.8,
    });
  }

  /**
   * Functions that Lambda turns away. They share one limit, that of the account in the region, so whose invocation meets it
   * is chance, and one alarm on the metric of all functions says as much as one for each.
   *
   * Source: AWS documentation, "Understanding Lambda function scaling".
   */
  onConcurrency(): void {
    this.#create("functions-throttles", {
      alarmDescription: "A function was not run: the account has reached its limit of concurrent executions.",
      namespace: "AWS/Lambda",
      period: fiveMinutes,
      metricName: "Throttles",
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
    });
  }

  /**
   * An API that fails, that refuses most requests, and that is slow. Clients' mistakes are no reason to wake anyone, but
   * when most requests of a quarter of an hour are refused, tokens or routes are broken.
   *
   * Source: AWS documentation, "Monitoring CloudWatch metrics for HTTP APIs".
   */
  onApi(apiId: $util.Input<string>): void {
    const dimensions = { ApiId: apiId };
    const metric = { namespace: "AWS/ApiGateway", dimensions, period: fiveMinutes };
    const sum = (id: string, metricName: string) => ({ id, metric: { ...metric, metricName, stat: "Sum" } });
    this.#create("api-5xx", {
      ...metric,
      alarmDescription: "The API answered with 5xx more than 5 times in 5 minutes.",
      metricName: "5xx",
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 5,
    });
    this.#create("api-4xx", {
      alarmDescription: "The API refused more than half of at least 100 requests in 5 minutes, three times in a row.",
      metricQueries: [
        {
          id: "share",
          expression: "IF(requests >= 100, 100 * refused / requests, 0)",
          label: "4xx (%)",
          returnData: true,
        },
        sum("refused", "4xx"),
        sum("requests", "Count"),
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: 50,
      evaluationPeriods: 3,
    });
    this.#create("api-latency", {
      ...metric,
      alarmDescription: "One request in a hundred took more than 3 s for a quarter of an hour.",
      metricName: "Latency",
      extendedStatistic: "p99",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 3000,
      evaluationPeriods: 3,
    });
  }

  /**
   * A table that turns requests away, and one that fails. Both are counted for each operation; a query adds up those that
   * there are, so that no list of operations has to be kept.
   *
   * Source: AWS documentation, "DynamoDB metrics and dimensions" and "Create a CloudWatch alarm based on a Metrics Insights
   * query".
   */
  onTable(table: string): void {
    const metrics = [
      {
        metricName: "ThrottledRequests",
        name: "throttles",
        what: "turned requests away: too many for it or for one key",
      },
      { metricName: "SystemErrors", name: "errors", what: "failed inside of DynamoDB" },
    ];
    for (const { metricName, name, what } of metrics) {
      const expression = $interpolate`SELECT SUM(${metricName}) FROM SCHEMA("AWS/DynamoDB", Operation, TableName) WHERE TableName = '${tableNames[table]}'`;
      this.#create(`${table}-${name}`, {
        alarmDescription: `The table ${table} ${what}.`,
        metricQueries: [{ id: "sum", expression, label: metricName, period: fiveMinutes, returnData: true }],
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
      });
    }
  }

  /** Where nothing happened there is no data, and nothing wrong. */
  #create(name: string, definition: Definition): void {
    const alarm = new aws.cloudwatch.MetricAlarm(`Alarm-${name}`, {
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      ...definition,
      name: physicalName($app, name),
      alarmActions: [this.#topic.arn],
      okActions: [this.#topic.arn],
    });
    this.created.push(alarm);
  }
}
