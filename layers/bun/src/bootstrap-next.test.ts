import { describe, expect, test } from "bun:test";
import { echo, handler } from "../testing/function-files.ts";
import { errorOf } from "../testing/posted-error.ts";
import { nextResponse, type Reply, response } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

/** The same reply with another status. */
function withStatus(status: number, { bytes }: Reply): string {
  return Buffer.from(bytes).toString().replace("HTTP/1.1 200", `HTTP/1.1 ${status}`);
}

describe("next", () => {
  test("D19 one connection is kept, and no proxy is used", async () => {
    const proxy = "http://127.0.0.1:9";
    await using runtime = await RuntimeProcess.start({
      files: echo,
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
      files: echo,
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
    await using runtime = await RuntimeProcess.start({ files: echo });
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
    await using runtime = await RuntimeProcess.start({ files: echo, arrange: (api) => api.replyTo("next", reply) });
    const { code, output } = await runtime.exited();
    expect(code).toBe(1);
    expect(output).toContain("Runtime API Error");
    expect(runtime.api.endpoints).toEqual(["next"]);
  });

  test("D22 it exits when nobody listens", async () => {
    await using runtime = await RuntimeProcess.start({
      files: echo,
      environment: { AWS_LAMBDA_RUNTIME_API: "127.0.0.1:1" },
    });
    expect(await runtime.exited()).toMatchObject({
      code: 1,
      output: expect.stringContaining("No connection to the Runtime API"),
    });
  });

  test("D23 the user agent begins with a name and a version", async () => {
    await using runtime = await RuntimeProcess.start({ files: echo });
    const posted = await runtime.invoke(1);
    expect(posted.headers.get("user-agent")).toMatch(/^[a-z-]+\/\d+\.\d+\.\d+/);
    expect(runtime.api.to("next")[0]?.headers.get("user-agent")).toMatch(/^[a-z-]+\/\d+\.\d+\.\d+/);
  });

  test("D24 an event that is not JSON is an invocation error, and the next one is served", async () => {
    await using runtime = await RuntimeProcess.start({
      files: echo,
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
      files: echo,
      arrange: (api) =>
        api.replyTo("next", {
          bytes: `${head}Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3;x=y\r\n:1}\r\n0\r\n\r\n`,
        }),
    });
    expect((await runtime.outcome("c")).text).toBe(`{"a":1}`);
  });
});
