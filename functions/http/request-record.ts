import type { LogFields } from "../backend/application/ports/logger.ts";
import type { Invocation } from "../backend/application/ports/invocation.ts";

/** What is known of a request once it is answered. */
export interface AnsweredRequest {
  readonly invocation: Invocation;
  /** Of the Lambda function, unique in its account and region. */
  readonly functionName: string;
  readonly method: string;
  readonly status: number;
  /** Of the problem, where it was one. */
  readonly code: string | undefined;
  /** False where the answer broke off after it had begun; true unless given. */
  readonly isWhole?: boolean;
  /** Of the caller, where one is known. */
  readonly tokenId: string | undefined;
  readonly latencyMilliseconds: number;
  /** Whether it is the environment's first. */
  readonly coldStart: boolean;
  /** When it was answered, in milliseconds since 1970. */
  readonly time: number;
}

type Unit = "Count" | "Milliseconds";

/** Of every metric. */
const namespace = "Draht";

/**
 * One line for each request, log entry and metrics at once: CloudWatch makes metrics of the members that `_aws` names, in
 * the namespace `Draht`, by `FunctionName`, so for each route of each stage:
 *
 * - `Requests`, `ClientErrors` (4xx), `ServerErrors` (5xx): counts
 * - `Latency`: of the handler, in milliseconds
 * - `DatabaseCapacity`: read and write capacity units; `DatabaseThrottles`: how often DynamoDB refused
 *
 * A metric that is zero is left out: CloudWatch charges for each one that has data in an hour. A function whose log level is
 * above INFO has neither. Nothing of the request's or the answer's content is in it, not even the path, which may hold
 * anything.
 *
 * Source: AWS documentation, Amazon CloudWatch User Guide, "Specification: Embedded metric format".
 */
export function toRequestRecord(request: AnsweredRequest): LogFields {
  const { invocation, functionName, method, status, code, isWhole = true, tokenId, coldStart } = request;
  const metrics = metricsOf(request).filter(([, , value]) => value > 0);
  return {
    requestId: invocation.requestId,
    operationId: invocation.operationId,
    FunctionName: functionName,
    method,
    status,
    ...(code !== undefined && { code }),
    ...(!isWhole && { brokenOff: true }),
    ...(tokenId !== undefined && { tokenId }),
    coldStart,
    ...Object.fromEntries(metrics.map(([name, , value]) => [name, value])),
    _aws: {
      Timestamp: request.time,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [["FunctionName"]],
          Metrics: metrics.map(([Name, Unit]) => ({ Name, Unit })),
        },
      ],
    },
  };
}

function metricsOf({ status, latencyMilliseconds, invocation }: AnsweredRequest): [string, Unit, number][] {
  const { capacityUnits, throttles } = invocation.usage;
  return [
    ["Requests", "Count", 1],
    ["Latency", "Milliseconds", Math.round(latencyMilliseconds * 1_000) / 1_000],
    ["ClientErrors", "Count", status >= 400 && status < 500 ? 1 : 0],
    ["ServerErrors", "Count", status >= 500 ? 1 : 0],
    ["DatabaseCapacity", "Count", capacityUnits],
    ["DatabaseThrottles", "Count", throttles],
  ];
}
