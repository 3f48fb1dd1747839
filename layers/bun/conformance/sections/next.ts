import { echo, handler } from "../../testing/function-files.ts";
import { nextResponse, response } from "../../testing/runtime-api-stand-in.ts";
import type { Reply } from "../../testing/runtime-api-stand-in.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { errorOf, resultOf } from "../scenario.ts";
import { expectEqual, expectMatch, expectThat } from "../unmet-expectation.ts";

const proxy = "http://127.0.0.1:9";

const noInvocationId = "4.0.2 is older than the header and never sends it";
const eventIsParsedOutside = "it parses the event outside of the invocation: the process ends with nothing posted";

/** Replies to next after which a runtime that serves one invocation at a time cannot go on. */
const failures: readonly (readonly [failure: string, reply: Reply, ricDiffers?: string])[] = [
  ["status 500", response(500, "out of order")],
  ["status 403", response(403, "forbidden")],
  ["no request id", response(200, "{}", { "Lambda-Runtime-Deadline-Ms": "1" })],
  [
    "an empty request id",
    nextResponse({ requestId: "", event: "{}" }),
    "its C++ client takes an empty id for one, serves the invocation and posts to a path without an id",
  ],
  ["a reset", { bytes: "", ending: "reset" }],
  [
    "half a head",
    { bytes: "HTTP/1.1 200 OK\r\nLambda-Run", ending: "close" },
    "its C++ client neither fails nor asks again: the process stays",
  ],
  [
    "half a body",
    {
      bytes: "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nContent-Length: 9\r\n\r\n{",
      ending: "close",
    },
  ],
];

export const nextCases: readonly ConformanceCase[] = [
  {
    number: "D19",
    title: "no proxy is used",
    run: async (start) => {
      const environment = { HTTP_PROXY: proxy, http_proxy: proxy, ALL_PROXY: proxy, all_proxy: proxy };
      await using runtime = await start({ files: echo, environment });
      expectEqual("result", resultOf(await runtime.invoke(1)), 1);
    },
  },
  {
    number: "D19",
    title: "connections are kept from invocation to invocation",
    differs: { "node-ric": "its C++ client opens a connection for each next; the one for posts is kept" },
    run: async (start) => {
      await using runtime = await start({ files: echo });
      await runtime.invoke(1);
      await runtime.invoke(2);
      const { connections } = runtime.api;
      await runtime.invoke(3);
      expectEqual("connections after the third invocation", runtime.api.connections, connections);
    },
  },
  {
    number: "D19",
    title: "a connection that was closed while idle is opened anew, and nothing is sent twice",
    run: async (start) => {
      await using runtime = await start({
        // Nothing but the kernel knows of the end of the connection while the handler blocks.
        files: handler(
          `const { existsSync } = process.getBuiltinModule("node:fs"); while (!existsSync(process.env.LAMBDA_TASK_ROOT + "/closed")); return event;`,
        ),
        arrange: (api) => {
          api.replyTo("next", { bytes: nextResponse({ requestId: "stale", event: "1" }).bytes, ending: "close" });
        },
      });
      // Recorded after its answer and the end of the connection are sent.
      await runtime.until(() => runtime.api.to("next")[0]);
      await Bun.write(`${runtime.taskRoot}/closed`, "");
      expectEqual("endpoint", (await runtime.outcome("stale")).endpoint, "response");
      await runtime.until(() => runtime.api.to("next")[1]);
      expectEqual("responses", runtime.api.to("response").length, 1);
    },
  },
  {
    number: "D19",
    title: "a response that asks to close the connection is obeyed",
    run: async (start) => {
      await using runtime = await start({
        files: echo,
        arrange: (api) =>
          api.replyTo("next", nextResponse({ requestId: "last", event: "1", headers: { Connection: "close" } })),
      });
      const { connection } = await runtime.outcome("last");
      expectThat("connection of the post", connection, "another than 0", connection !== 0);
    },
  },
  {
    number: "D19",
    title: "the request is HTTP/1.1 with the API's host",
    run: async (start) => {
      await using runtime = await start({ files: echo });
      const next = await runtime.until(() => runtime.api.to("next")[0]);
      expectMatch(
        "head",
        Buffer.from(next.raw).toString(),
        /^GET \/2018-06-01\/runtime\/invocation\/next HTTP\/1\.1\r\n/,
      );
      expectEqual("host", next.headers.get("host"), runtime.api.address);
    },
  },
  {
    number: "D20",
    title: "header names match without case, and an empty value is no value",
    run: async (start) => {
      await using runtime = await start({
        files: handler(
          "return [context.awsRequestId, context.tenantId ?? null, context.clientContext ?? null, context.identity ?? null, process.env._X_AMZN_TRACE_ID ?? null];",
        ),
        arrange: (api) => {
          const headers = `lambda-runtime-aws-request-id: odd\r\nLAMBDA-RUNTIME-DEADLINE-MS:  ${Date.now() + 1000}  \r\nlambda-Runtime-invoked-function-arn:arn\r\n`;
          const empty =
            "Lambda-Runtime-Trace-Id:\r\nLambda-Runtime-Client-Context: \r\nLambda-Runtime-Cognito-Identity:\r\nLambda-Runtime-Aws-Tenant-Id: \r\nLambda-Runtime-Invocation-Id: \r\n";
          api.replyTo("next", {
            bytes: `HTTP/1.1 200 OK\r\n${headers}${empty}content-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
          });
        },
      });
      const posted = await runtime.outcome("odd");
      expectEqual("what the handler saw", resultOf(posted), ["odd", null, null, null, null]);
      expectEqual("invocation id echoed", posted.headers.has("lambda-runtime-invocation-id"), false);
    },
  },
  {
    number: "D20",
    title: "an invocation without its deadline is answered with an error",
    differs: { "node-ric": "its C++ client reads a missing deadline as 0" },
    run: async (start) => {
      await using runtime = await start({ files: echo });
      errorOf(await runtime.invoke(1, { "Lambda-Runtime-Deadline-Ms": undefined }));
      expectEqual("the next result", resultOf(await runtime.invoke(2)), 2);
    },
  },
  {
    number: "D20",
    title: "a missing trace id is no failure",
    run: async (start) => {
      await using runtime = await start({ files: echo });
      expectEqual("result", resultOf(await runtime.invoke(1, { "Lambda-Runtime-Trace-Id": undefined })), 1);
    },
  },
  {
    number: "D21",
    title: "the invocation id is echoed on its own response and error, and on no other",
    differs: { "node-ric": noInvocationId },
    run: async (start) => {
      await using runtime = await start({ files: handler("if (event.fail) throw new Error('x'); return 1;") });
      const responded = await runtime.invoke({}, { "Lambda-Runtime-Invocation-Id": "inv-1" });
      const failed = await runtime.invoke({ fail: true }, { "Lambda-Runtime-Invocation-Id": "inv-2" });
      const without = await runtime.invoke({});
      const echoed = [responded, failed, without].map((post) => post.headers.get("lambda-runtime-invocation-id"));
      expectEqual("ids echoed", echoed, ["inv-1", "inv-2", undefined]);
    },
  },
  {
    number: "D21",
    title: "the invocation id is echoed on a streamed response",
    differs: { "node-ric": noInvocationId },
    run: async (start) => {
      await using runtime = await start({
        files: {
          "index.js": "exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.end('x'); });",
        },
      });
      const { headers } = await runtime.invoke({}, { "Lambda-Runtime-Invocation-Id": "inv-1" });
      expectEqual("id echoed", headers.get("lambda-runtime-invocation-id"), "inv-1");
    },
  },
  ...failures.map(([failure, reply, ricDiffers]): ConformanceCase => ({
    number: "D22",
    title: `after ${failure} on next it exits without asking again`,
    differs: { "node-ric": ricDiffers },
    run: async (start) => {
      await using runtime = await start({ files: echo, arrange: (api) => api.replyTo("next", reply) });
      const { code } = await runtime.exited();
      expectThat("exit code", code, "an error's", code !== null && code !== 0);
      expectEqual("requests", runtime.api.endpoints, ["next"]);
    },
  })),
  {
    number: "D22",
    title: "it exits when nobody listens",
    run: async (start) => {
      await using runtime = await start({ files: echo, environment: { AWS_LAMBDA_RUNTIME_API: "127.0.0.1:1" } });
      const { code } = await runtime.exited();
      expectThat("exit code", code, "an error's", code !== null && code !== 0);
    },
  },
  {
    number: "D23",
    title: "the user agent begins with a name and a version",
    run: async (start) => {
      await using runtime = await start({ files: echo });
      const { headers } = await runtime.invoke(1);
      expectMatch("user agent of next", runtime.api.to("next")[0]?.headers.get("user-agent"), /^[\w-]+\/\d+\.\d+/);
      expectMatch("user agent of the post", headers.get("user-agent"), /^[\w-]+\/\d+\.\d+/);
    },
  },
  {
    number: "D24",
    title: "an event that is not JSON is an invocation error, and the next one is served",
    differs: { "node-ric": eventIsParsedOutside },
    run: async (start) => {
      await using runtime = await start({
        files: echo,
        arrange: (api) => api.invoke({ requestId: "broken", event: "{not json" }),
      });
      errorOf(await runtime.outcome("broken"));
      expectEqual("the next result", resultOf(await runtime.invoke("next")), "next");
    },
  },
  {
    number: "D24",
    title: "an event of 6 MB arrives whole",
    run: async (start) => {
      await using runtime = await start({ files: handler("return event.length;") });
      expectEqual("characters", resultOf(await runtime.invoke("ü".repeat(3_000_000))), 3_000_000);
    },
  },
  {
    number: "D24",
    title: "a chunked event arrives whole",
    run: async (start) => {
      const head = `HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: c\r\nLambda-Runtime-Deadline-Ms: 9\r\nLambda-Runtime-Invoked-Function-Arn: a\r\nContent-Type: application/json\r\n`;
      await using runtime = await start({
        files: echo,
        arrange: (api) =>
          api.replyTo("next", {
            bytes: `${head}Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3;x=y\r\n:1}\r\n0\r\n\r\n`,
          }),
      });
      expectEqual("result", resultOf(await runtime.outcome("c")), { a: 1 });
    },
  },
];
