import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { RuntimeError } from "../runtime-error.ts";
import { readHttpEvent } from "./http-event.ts";
import { albHealthCheck, eventOf, senders } from "./testing/http-events.ts";

function refusalOf(event: unknown): RuntimeError {
  try {
    readHttpEvent(event);
  } catch (thrown) {
    if (thrown instanceof RuntimeError) return thrown;
    throw thrown;
  }
  throw new Error("the event was read");
}

describe("N59 the shape of an event", () => {
  test.each(senders.map(({ name, shape }) => [name, shape] as const))("of %s is %s", (name, shape) => {
    expect(readHttpEvent(eventOf(name)).shape).toBe(shape);
  });

  test("of an HTTP API that is set to payload format 1.0 is payload-1.0", () => {
    expect(readHttpEvent({ ...eventOf("REST API"), version: "1.0" }).shape).toBe("payload-1.0");
  });

  test("of a load balancer's health check is alb", () => {
    expect(readHttpEvent(albHealthCheck).shape).toBe("alb");
  });
});

describe("N59 an event without an HTTP request is refused", () => {
  test.each([
    ["SQS", { Records: [{ messageId: "1", eventSource: "aws:sqs", body: "secret" }] }, "an event of aws:sqs"],
    ["SNS", { Records: [{ EventSource: "aws:sns", Sns: { Message: "secret" } }] }, "an event of aws:sns"],
    ["Kafka", { eventSource: "aws:kafka", records: {} }, "an event of aws:kafka"],
    ["EventBridge", { version: "0", source: "aws.s3", detail: { secret: 1 } }, "an event of aws.s3"],
    ["a step function", { orderId: "secret" }, "an event with the fields orderId"],
    ["an empty object", {}, "an empty object"],
    ["null", null, "null"],
    ["text", "secret", "a string"],
    ["an array", ["secret"], "an array"],
    [
      "many fields",
      Object.fromEntries(Array.from("abcdefghijkl").map((key) => [key, 1])),
      "a, b, c, d, e, f, g, h, i, j, …",
    ],
    ["AppSync", { requestContext: {}, info: {} }, "an event with the fields requestContext, info"],
  ])("%s", (_, event, described) => {
    const { code, message } = refusalOf(event);
    expect(code).toBe("Runtime.NotAnHttpEvent");
    expect(message).toContain(`A fetch handler was invoked with `);
    expect(message).toContain(described);
    expect(message).not.toContain("secret");
  });

  test.each([
    ["REST API", { type: "REQUEST", methodArn: "arn:aws:execute-api:eu-central-1:000000000000:a1/prod/GET/pets" }],
    ["HTTP API", { type: "REQUEST", routeArn: "arn:aws:execute-api:eu-central-1:000000000000:a1/prod/GET/pets" }],
  ])("the one that asks a Lambda authorizer of a %s", (sender, fields) => {
    expect(refusalOf({ ...eventOf(sender), ...fields }).message).toContain("an API's Lambda authorizer");
  });

  test.each(["CONNECT", "MESSAGE", "DISCONNECT"])("a WebSocket's %s", (eventType) => {
    const event = {
      headers: { Host: "a1.execute-api.eu-central-1.amazonaws.com" },
      multiValueHeaders: { Host: ["a1.execute-api.eu-central-1.amazonaws.com"] },
      requestContext: {
        routeKey: "$connect",
        eventType,
        messageDirection: "IN",
        stage: "prod",
        connectionId: "JKJaXmPLvHcESHA=",
        domainName: "a1.execute-api.eu-central-1.amazonaws.com",
      },
      isBase64Encoded: false,
    };
    expect(refusalOf(event).code).toBe("Runtime.WebSocketNotSupported");
  });
});

describe("an HTTP event with a field of the wrong type is refused", () => {
  test.each([
    ["HTTP API", { rawPath: undefined }, "rawPath is not a string"],
    ["HTTP API", { rawQueryString: {} }, "rawQueryString is not a string"],
    ["HTTP API", { cookies: "a=1" }, "cookies is not an array of strings"],
    ["HTTP API", { cookies: [1] }, "cookies is not an array of strings"],
    ["HTTP API", { headers: [] }, "headers is not an object"],
    ["HTTP API", { headers: { accept: 1 } }, "accept is not a string"],
    ["REST API", { httpMethod: null }, "httpMethod is not a string"],
    ["REST API", { path: 1 }, "path is not a string"],
    ["REST API", { multiValueHeaders: { accept: "x" } }, "accept is not an array of strings"],
    ["REST API", { multiValueQueryStringParameters: 1 }, "multiValueQueryStringParameters is not an object"],
    ["ALB", { body: {} }, "body is not a string"],
    ["ALB", { body: "ä", isBase64Encoded: true }, "body is not base64"],
  ])("%s: %p", (sender, fields, reason) => {
    const { code, message } = refusalOf({ ...eventOf(sender), ...fields });
    expect([code, message]).toEqual(["Runtime.NotAnHttpEvent", `The HTTP event is malformed: ${reason}`]);
  });
});

describe("any JSON", () => {
  const fieldNames = Object.keys({ ...eventOf("HTTP API"), ...eventOf("REST API"), ...eventOf("ALB") });

  test("is read or refused with an error of the runtime", () => {
    fc.assert(fc.property(fc.jsonValue(), (event) => expect(isReadOrRefused(event)).toBe(true)));
  });

  test.each(senders)("in any field of $name's event as well", ({ name }) => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fieldNames), fc.jsonValue()), (fields) => {
        expect(isReadOrRefused({ ...eventOf(name), ...fields })).toBe(true);
      }),
    );
  });
});

function isReadOrRefused(event: unknown): boolean {
  try {
    return typeof readHttpEvent(event).method === "string";
  } catch (thrown) {
    return thrown instanceof RuntimeError;
  }
}
