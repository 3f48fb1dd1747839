import { expect, test } from "bun:test";
import { newInvocation } from "../backend/testing/new-invocation.ts";
import { toRequestRecord } from "./request-record.ts";

const request = {
  invocation: newInvocation({ requestId: "request-1", usage: { capacityUnits: 1.5, throttles: 2 } }),
  functionName: "draht-test-getThing",
  method: "GET",
  status: 200,
  code: undefined,
  tokenId: "token-1",
  latencyMilliseconds: 12.345_678,
  coldStart: false,
  time: 1_767_323_045_678,
};

test("is a log entry whose metrics CloudWatch finds", () => {
  expect(toRequestRecord(request)).toEqual({
    requestId: "request-1",
    operationId: "getThing",
    FunctionName: "draht-test-getThing",
    method: "GET",
    status: 200,
    tokenId: "token-1",
    coldStart: false,
    Requests: 1,
    Latency: 12.346,
    DatabaseCapacity: 1.5,
    DatabaseThrottles: 2,
    _aws: {
      Timestamp: 1_767_323_045_678,
      CloudWatchMetrics: [
        {
          Namespace: "Draht",
          Dimensions: [["FunctionName"]],
          Metrics: [
            { Name: "Requests", Unit: "Count" },
            { Name: "Latency", Unit: "Milliseconds" },
            { Name: "DatabaseCapacity", Unit: "Count" },
            { Name: "DatabaseThrottles", Unit: "Count" },
          ],
        },
      ],
    },
  });
});

test.each([
  [200, {}],
  [304, {}],
  [404, { ClientErrors: 1 }],
  [500, { ServerErrors: 1 }],
  [503, { ServerErrors: 1 }],
])("counts the status %d", (status, expected) => {
  const { ClientErrors, ServerErrors } = toRequestRecord({ ...request, status });
  expect({
    ...(ClientErrors !== undefined && { ClientErrors }),
    ...(ServerErrors !== undefined && { ServerErrors }),
  }).toEqual(expected);
});

test("every metric is a member with a number, and a dimension one with a text", () => {
  const record = toRequestRecord(request);
  const names = JSON.stringify(record["_aws"]).matchAll(/"Name":"(\w+)"/g);
  for (const [, name = ""] of names) expect(record[name]).toBeNumber();
  expect(record["FunctionName"]).toBeString();
});
