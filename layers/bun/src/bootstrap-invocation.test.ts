import { describe, expect, test } from "bun:test";
import { FUNCTION_ARN, nextResponse, response } from "../testing/runtime-api-stand-in.ts";
import type { RecordedRequest, Reply } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

const ECHO = { "index.mjs": "export const handler = async (event) => event;" };

function handler(body: string): Record<string, string> {
  return { "index.mjs": `export const handler = async (event, context) => { ${body} };` };
}

/** The same reply with another status. */
function withStatus(status: number, { bytes }: Reply): string {
  return Buffer.from(bytes).toString().replace("HTTP/1.1 200", `HTTP/1.1 ${status}`);
}

function errorOf(post: RecordedRequest): { errorType: string; errorMessage: string; trace: string[] } {
  expect(post.endpoint).toBe("error");
  return JSON.parse(post.text);
}

describe("next", () => {
  test("D19 one connection is kept, and no proxy is used", async () => {
    const proxy = "http://127.0.0.1:9";
    await using runtime = await RuntimeProcess.start({
      files: ECHO,
      environment: { HTTP_PROXY: proxy, http_proxy: proxy, ALL_PROXY: proxy, HTTPS_PROXY: proxy },
    });
    await runtime.invoke(1);
    await runtime.invoke(2);
    expect(runtime.api.connections).toBe(1);
  });

  test("D19 a connection that was closed while idle is opened anew, and nothing is sent twice", async () => {
    await using runtime = await RuntimeProcess.start({
      // Nothing but the kernel knows of the end of the connection while the handler blocks.
      files: handler(
        `const { existsSync } = process.getBuiltinModule("node:fs"); while (!existsSync(process.env.LAMBDA_TASK_ROOT + "/closed")); return event;`,
      ),
      arrange: (api) => {
        const { bytes } = nextResponse({ requestId: "stale", event: "1" });
        api.replyTo("next", { bytes, ending: "close" });
      },
    });
    // Recorded after its answer and the end of the connection are sent.
    await runtime.until(() => runtime.api.to("next")[0]);
    await Bun.write(`${runtime.taskRoot}/closed`, "");
    const posted = await runtime.outcome("stale");
    await runtime.until(() => runtime.api.to("next")[1]);
    expect([posted.endpoint, posted.connection]).toEqual(["response", 1]);
    expect(runtime.api.to("response")).toHaveLength(1);
  });

  test("D19 a response that asks to close the connection is obeyed", async () => {
    await using runtime = await RuntimeProcess.start({
      files: ECHO,
      arrange: (api) =>
        api.replyTo("next", nextResponse({ requestId: "last", event: "1", headers: { Connection: "close" } })),
    });
    expect((await runtime.outcome("last")).connection).toBe(1);
  });

  test("D20 header names match without case, and an empty value is no value", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler(
        "return [context.awsRequestId, context.tenantId ?? null, context.clientContext ?? null, context.identity ?? null, process.env._X_AMZN_TRACE_ID ?? null];",
      ),
      arrange: (api) => {
        const headers = `lambda-runtime-aws-request-id: odd\r\nLAMBDA-RUNTIME-DEADLINE-MS:  ${Date.now() + 1000}  \r\nlambda-Runtime-invoked-function-arn:arn\r\n`;
        const empty =
          "Lambda-Runtime-Trace-Id:\r\nLambda-Runtime-Client-Context: \r\nLambda-Runtime-Cognito-Identity:\r\nLambda-Runtime-Aws-Tenant-Id: \r\nLambda-Runtime-Invocation-Id: \r\n";
        api.replyTo("next", { bytes: `HTTP/1.1 200 OK\r\n${headers}${empty}content-length: 2\r\n\r\n{}` });
      },
    });
    const posted = await runtime.outcome("odd");
    expect(posted.text).toBe(`["odd",null,null,null,null]`);
    expect(posted.headers.has("lambda-runtime-invocation-id")).toBe(false);
  });

  test("D20 an invocation without a required header but with an id is answered with an error", async () => {
    await using runtime = await RuntimeProcess.start({ files: ECHO });
    const posted = await runtime.invoke(1, { "Lambda-Runtime-Deadline-Ms": undefined });
    expect(errorOf(posted).errorType).toBe("Runtime.PlatformError");
    expect((await runtime.invoke(2)).text).toBe("2");
  });

  test("D21 the invocation id is echoed on its own response and error, and on no other", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler("if (event.fail) throw new Error('x'); return 1;"),
    });
    const responded = await runtime.invoke({}, { "Lambda-Runtime-Invocation-Id": "inv-1" });
    const failed = await runtime.invoke({ fail: true }, { "Lambda-Runtime-Invocation-Id": "inv-2" });
    const without = await runtime.invoke({});
    const echoed = [responded, failed, without].map((post) => post.headers.get("lambda-runtime-invocation-id"));
    expect(echoed).toEqual(["inv-1", "inv-2", undefined]);
  });

  test.each([
    ["status 500", response(500, "out of order")],
    ["status 403", response(403, "forbidden")],
    [
      "a status other than 200 with an invocation",
      { bytes: withStatus(202, nextResponse({ requestId: "1", event: "{}" })) },
    ],
    ["no request id", response(200, "{}", { "Lambda-Runtime-Deadline-Ms": "1" })],
    ["an empty request id", nextResponse({ requestId: "", event: "{}" })],
    ["a reset", { bytes: "", ending: "reset" as const }],
    ["half a head", { bytes: "HTTP/1.1 200 OK\r\nLambda-Run", ending: "close" as const }],
    [
      "half a body",
      {
        bytes: "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nContent-Length: 9\r\n\r\n{",
        ending: "close" as const,
      },
    ],
    ["no HTTP", { bytes: "SSH-2.0-OpenSSH\r\n\r\n" }],
  ])("D22 after %s on next it exits without asking again", async (_case, reply) => {
    await using runtime = await RuntimeProcess.start({ files: ECHO, arrange: (api) => api.replyTo("next", reply) });
    const { code, output } = await runtime.exited();
    expect(code).toBe(1);
    expect(output).toContain("Runtime API Error");
    expect(runtime.api.requests.map((request) => request.endpoint)).toEqual(["next"]);
  });

  test("D22 it exits when nobody listens", async () => {
    await using runtime = await RuntimeProcess.start({
      files: ECHO,
      environment: { AWS_LAMBDA_RUNTIME_API: "127.0.0.1:1" },
    });
    expect(await runtime.exited()).toMatchObject({
      code: 1,
      output: expect.stringContaining("No connection to the Runtime API"),
    });
  });

  test("D23 the user agent begins with a name and a version", async () => {
    await using runtime = await RuntimeProcess.start({ files: ECHO });
    const posted = await runtime.invoke(1);
    expect(posted.headers.get("user-agent")).toMatch(/^[a-z-]+\/\d+\.\d+\.\d+/);
    expect(runtime.api.to("next")[0]?.headers.get("user-agent")).toMatch(/^[a-z-]+\/\d+\.\d+\.\d+/);
  });

  test("D24 an event that is not JSON is an invocation error, and the next one is served", async () => {
    await using runtime = await RuntimeProcess.start({
      files: ECHO,
      arrange: (api) => api.invoke({ requestId: "broken", event: "{not json" }),
    });
    expect(errorOf(await runtime.outcome("broken")).errorType).toBe("Runtime.UnmarshalError");
    expect((await runtime.invoke("next")).text).toBe(`"next"`);
  });

  test("D24 an event of 6 MB arrives whole", async () => {
    await using runtime = await RuntimeProcess.start({ files: handler("return event.length;") });
    expect((await runtime.invoke("ü".repeat(3_000_000))).text).toBe("3000000");
  });

  test("D24 a chunked event arrives whole", async () => {
    const head =
      "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: c\r\nLambda-Runtime-Deadline-Ms: 9\r\nLambda-Runtime-Invoked-Function-Arn: a\r\n";
    await using runtime = await RuntimeProcess.start({
      files: ECHO,
      arrange: (api) =>
        api.replyTo("next", {
          bytes: `${head}Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3;x=y\r\n:1}\r\n0\r\n\r\n`,
        }),
    });
    expect((await runtime.outcome("c")).text).toBe(`{"a":1}`);
  });
});

describe("what a handler sees", () => {
  test("E25 the context", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler(
        "const left = context.getRemainingTimeInMillis(); return { ...context, left: left > 0 && left <= 30000 };",
      ),
    });
    const posted = await runtime.invoke(
      {},
      {
        "Lambda-Runtime-Trace-Id": "Root=1-2-3;Sampled=1",
        "Lambda-Runtime-Client-Context": `{"client":{"app_title":"ü"},"w3c":{"traceparent":"00-a-b-01"}}`,
        "Lambda-Runtime-Cognito-Identity": `{"cognitoIdentityId":"id"}`,
        "Lambda-Runtime-Aws-Tenant-Id": "tenant",
      },
    );
    expect(JSON.parse(posted.text)).toEqual({
      functionName: "conformance",
      functionVersion: "$LATEST",
      memoryLimitInMB: "512",
      logGroupName: "/aws/lambda/conformance",
      logStreamName: "2026/01/01/[$LATEST]0123456789abcdef",
      awsRequestId: "request-1",
      invokedFunctionArn: FUNCTION_ARN,
      clientContext: { client: { app_title: "ü" } },
      identity: { cognitoIdentityId: "id" },
      tenantId: "tenant",
      xRayTraceId: "Root=1-2-3;Sampled=1",
      left: true,
    });
  });

  test.each(["Lambda-Runtime-Client-Context", "Lambda-Runtime-Cognito-Identity"])(
    "E25 bad JSON in %s is an invocation error",
    async (header) => {
      await using runtime = await RuntimeProcess.start({ files: ECHO });
      const { errorType, errorMessage } = errorOf(await runtime.invoke(1, { [header]: "{oops" }));
      expect([errorType, errorMessage]).toEqual(["Runtime.PlatformError", `The header ${header} is not JSON`]);
      expect((await runtime.invoke(2)).text).toBe("2");
    },
  );

  test("E26 the W3C trace context", async () => {
    await using runtime = await RuntimeProcess.start({ files: handler("return context.w3c();") });
    const w3c = { traceparent: "00-a-b-01", tracestate: "k=v", baggage: "x=y" };
    const given = await runtime.invoke(
      {},
      { "Lambda-Runtime-Client-Context": JSON.stringify({ w3c: { ...w3c, other: 1 } }) },
    );
    const none = await runtime.invoke({});
    expect([JSON.parse(given.text), JSON.parse(none.text)]).toEqual([w3c, {}]);
  });

  test("E27 the trace id is in the environment for its own invocation only", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler("return process.env._X_AMZN_TRACE_ID ?? null;"),
    });
    const traced = await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": "Root=1" });
    const untraced = await runtime.invoke({});
    expect([traced.text, untraced.text]).toEqual([`"Root=1"`, "null"]);
  });

  test("E28 the invoke store, by the keys that the AWS SDK reads", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler(`const store = globalThis.awslambda.InvokeStore;
        return ["_AWS_LAMBDA_REQUEST_ID", "_AWS_LAMBDA_X_RAY_TRACE_ID", "_AWS_LAMBDA_TENANT_ID"].map((key) => store.get(Symbol.for(key)) ?? null);`),
    });
    const first = await runtime.invoke(
      {},
      { "Lambda-Runtime-Trace-Id": "Root=1", "Lambda-Runtime-Aws-Tenant-Id": "t" },
    );
    const second = await runtime.invoke({});
    expect([first.text, second.text]).toEqual([`["request-1","Root=1","t"]`, `["request-2",null,null]`]);
  });
});

test("E28 the package that the AWS SDK reads its trace id with finds the runtime's store", async () => {
  const reader = Bun.resolveSync("@aws/lambda-invoke-store", import.meta.dir);
  await using runtime = await RuntimeProcess.start({
    files: {
      "index.mjs": `import { InvokeStore } from ${JSON.stringify(reader)};
        const store = await InvokeStore.getInstanceAsync();
        export const handler = async () => [store.getRequestId(), store.getXRayTraceId(), store === awslambda.InvokeStore];`,
    },
  });
  const posted = await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": "Root=1" });
  expect(posted.text).toBe(`["request-1","Root=1",true]`);
});

describe("buffered responses", () => {
  test("F29 the result is posted as JSON with its length", async () => {
    await using runtime = await RuntimeProcess.start({ files: handler("return { greeting: 'Grüße 👋' };") });
    const posted = await runtime.invoke({});
    expect(posted.target).toBe("/2018-06-01/runtime/invocation/request-1/response");
    expect(posted.text).toBe(`{"greeting":"Grüße 👋"}`);
    expect(posted.headers.get("content-type")).toBe("application/json");
    expect(posted.headers.get("content-length")).toBe(String(posted.body.length));
    expect(posted.headers.has("transfer-encoding")).toBe(false);
  });

  test("F29 undefined becomes null, and a result need not be a promise", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.js": "exports.handler = (event) => event.value;" },
    });
    expect([(await runtime.invoke({})).text, (await runtime.invoke({ value: 7 })).text]).toEqual(["null", "7"]);
  });

  test.each([
    "1n",
    "() => 1",
    "Symbol('x')",
    "(() => { const a = {}; a.a = a; return a; })()",
    "{ toJSON() { throw new Error('no'); } }",
    "{ toJSON() { throw null; } }",
  ])("F30 %s is no JSON", async (value) => {
    await using runtime = await RuntimeProcess.start({ files: handler(`return (${value});`) });
    expect(errorOf(await runtime.invoke({})).errorType).toBe("Runtime.JSONStringifyError");
  });

  test("F31 the next GET follows at once, and a timer left over runs during it", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs":
          "let late = 0; export const handler = async (event) => { if (event.start) setTimeout(() => { late++; }, 1); while (event.wait && late === 0) await Bun.sleep(1); return late; };",
      },
    });
    await runtime.invoke({ start: true });
    await runtime.until(() => runtime.api.to("next")[1]);
    expect((await runtime.invoke({ wait: true })).text).toBe("1");
  });

  test("F32 a response that is too large is logged and followed by the next invocation, not by an error", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler("return 'x'.repeat(event.size);"),
      arrange: (api) =>
        api.replyTo("response", response(413, "Exceeded maximum allowed payload size (6291556 bytes).")),
    });
    expect((await runtime.invoke({ size: 7_000_000 })).body).toHaveLength(7_000_002);
    expect((await runtime.invoke({ size: 1 })).text).toBe(`"x"`);
    expect(runtime.api.to("error")).toEqual([]);
    expect((await runtime.stop()).join("\n")).toMatch(/request-1\tERROR\t.*413.*6291556/);
  });

  test.each([400, 403, 410, 413])("F33 after status %p of a response it goes on", async (status) => {
    await using runtime = await RuntimeProcess.start({
      files: ECHO,
      arrange: (api) => api.replyTo("response", response(status, "refused")),
    });
    await runtime.invoke(1);
    expect((await runtime.invoke(2)).endpoint).toBe("response");
    expect(runtime.api.to("error")).toEqual([]);
    expect((await runtime.stop()).join("\n")).toContain(`status ${status}`);
  });

  test.each([400, 403, 410, 413])("F33 after status %p of an error it goes on", async (status) => {
    await using runtime = await RuntimeProcess.start({
      files: handler("if (event === 1) throw new Error('x'); return event;"),
      arrange: (api) => api.replyTo("error", response(status, "refused")),
    });
    await runtime.invoke(1);
    expect((await runtime.invoke(2)).endpoint).toBe("response");
  });

  test.each([
    ["status 500", response(500, "Container error. Non-recoverable state.")],
    ["a reset", { bytes: "", ending: "reset" as const }],
    ["a close", { bytes: "", ending: "close" as const }],
    ["half a head", { bytes: "HTTP/1.1 202 Acc", ending: "close" as const }],
  ])("F33 after %s of a response it exits and has posted once", async (_case, reply) => {
    await using runtime = await RuntimeProcess.start({ files: ECHO, arrange: (api) => api.replyTo("response", reply) });
    await runtime.invoke(1);
    expect((await runtime.exited()).code).toBe(1);
    expect(runtime.api.requests.map((request) => request.endpoint)).toEqual(["next", "response"]);
  });

  test("F34 an error is posted with its type and cause, in headers that are ASCII", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler(
        "throw Object.assign(new Error('Ünïcode\\r\\nX-Injected: 1\\u0000\\u007f👋'), { name: 'Fehler\\r\\nX-Injected: 1 ü' });",
      ),
    });
    const posted = await runtime.invoke({});
    const head = Buffer.from(posted.raw).subarray(0, Buffer.from(posted.raw).indexOf("\r\n\r\n"));
    expect(head.every((byte) => byte === 13 || byte === 10 || (byte >= 32 && byte < 127))).toBe(true);
    expect(posted.headers.has("x-injected")).toBe(false);
    expect(posted.headers.get("lambda-runtime-function-error-type")).toBe("Fehler\\u000d\\u000aX-Injected: 1 \\u00fc");
    const cause = JSON.parse(posted.headers.get("lambda-runtime-function-xray-error-cause") ?? "");
    expect(cause.working_directory).toBe(runtime.taskRoot);
    expect(cause.exceptions[0].message).toBe("Ünïcode\r\nX-Injected: 1\u0000\u007f👋");
    expect(cause.exceptions[0].stack[0]).toMatchObject({
      path: `${runtime.taskRoot}/index.mjs`,
      label: expect.any(String),
    });
    expect(cause.paths).toContain(`${runtime.taskRoot}/index.mjs`);
  });

  test("F34 the cause stays within 64 KiB, and a huge message still arrives", async () => {
    await using runtime = await RuntimeProcess.start({ files: handler("throw new Error('ü'.repeat(8_000_000));") });
    const posted = await runtime.invoke({});
    expect(posted.headers.get("lambda-runtime-function-xray-error-cause")?.length).toBeLessThanOrEqual(65_536);
    expect(posted.body.length).toBeLessThan(6_000_000);
    expect(errorOf(posted).errorMessage).toStartWith("üüü");
  });
});

describe("errors", () => {
  test("G36 the type, the message and the lines of the stack", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler("class OutOfStock extends Error { name = 'OutOfStock' } throw new OutOfStock('none left');"),
    });
    const posted = await runtime.invoke({});
    const { errorType, errorMessage, trace } = errorOf(posted);
    expect(Object.keys(JSON.parse(posted.text))).toEqual(["errorType", "errorMessage", "trace"]);
    expect([errorType, errorMessage, trace[0]]).toEqual([
      "OutOfStock",
      "none left",
      expect.stringContaining("none left"),
    ]);
    expect(trace.slice(1).join()).toContain("index.mjs");
    const logged = (await runtime.stop()).join("\n");
    expect(logged).toMatch(/\trequest-1\tERROR\tInvoke Error \t\{"errorType":"OutOfStock","errorMessage":"none left"/);
  });

  test("G37 whatever is thrown, the invocation is answered and the next one served", async () => {
    const thrown = [
      "null",
      "undefined",
      "'text'",
      "42n",
      "Symbol('s')",
      "Object.create(null)",
      "() => 1",
      "new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }))",
      "new Proxy(new Error('inside'), { get() { throw new Error('trap'); }, getPrototypeOf() { throw new Error('trap'); } })",
      "Object.defineProperties(new Error('x'), Object.fromEntries(['name', 'message', 'stack'].map((key) => [key, { get() { throw new Error('getter'); } }])))",
      "Object.defineProperty(new Error('x'), 'own', { enumerable: true, get() { throw new Error('getter'); } })",
      "Object.assign(new Error('x'), { name: undefined, message: 42, stack: null })",
      "new Error('control \\u0000\\u001b\\u007f\\u2028')",
      "Object.assign(new Error('cycle'), { self: globalThis, big: 1n })",
      "new AggregateError([new Error('a')], 'several')",
      "{ toString() { throw new Error('no text'); } }",
    ];
    const cases = thrown.map((value) => `() => { throw ${value}; }`).join(",\n");
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `const cases = [${cases}]; export const handler = async (event) => cases[event]?.() ?? 'served';`,
      },
    });
    for (const index of thrown.keys()) {
      const posted = await runtime.invoke(index);
      const { errorType, errorMessage, trace } = errorOf(posted);
      expect([typeof errorType, typeof errorMessage, Array.isArray(trace)]).toEqual(["string", "string", true]);
    }
    expect((await runtime.invoke(-1)).text).toBe(`"served"`);
  });
});
