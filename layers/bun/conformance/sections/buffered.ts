import { echo, handler } from "../../testing/function-files.ts";
import { response } from "../../testing/runtime-api-stand-in.ts";
import type { Reply } from "../../testing/runtime-api-stand-in.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { errorOf, pause, resultOf } from "../scenario.ts";
import { expectEqual, expectMatch, expectThat } from "../unmet-expectation.ts";

const ignoresOutcome = "its client ignores how a post was answered and goes on to next";

const refusedByAddon = "its JSON is undefined, which the native addon refuses with a TypeError";

const noJson: readonly (readonly [string, string?])[] = [
  ["1n"],
  ["(() => { const a = {}; a.a = a; return a; })()"],
  ["{ toJSON() { throw new Error('no'); } }"],
  ["{ toJSON() { throw null; } }"],
  ["() => 1", refusedByAddon],
  ["Symbol('x')", refusedByAddon],
];

const lost: readonly (readonly [string, Reply])[] = [
  ["status 500", response(500, "Container error. Non-recoverable state.")],
  ["a reset", { bytes: "", ending: "reset" }],
  ["a close", { bytes: "", ending: "close" }],
  ["half a head", { bytes: "HTTP/1.1 202 Acc", ending: "close" }],
];

export const bufferedCases: readonly ConformanceCase[] = [
  {
    number: "F29",
    title: "the result is posted as JSON with its length",
    run: async (start) => {
      await using runtime = await start({ files: handler("return { greeting: 'Grüße 👋' };") });
      const posted = await runtime.invoke({});
      expectEqual("path", posted.target, "/2018-06-01/runtime/invocation/request-1/response");
      expectEqual("body", posted.text, `{"greeting":"Grüße 👋"}`);
      expectEqual("content type", posted.headers.get("content-type"), "application/json");
      expectEqual("content length", posted.headers.get("content-length"), String(posted.body.length));
      expectEqual("chunked", posted.headers.has("transfer-encoding"), false);
    },
  },
  {
    number: "F29",
    title: "undefined becomes null, and a result need not be a promise",
    run: async (start) => {
      await using runtime = await start({ files: { "index.js": "exports.handler = (event) => event.value;" } });
      const results = [(await runtime.invoke({})).text, (await runtime.invoke({ value: 7 })).text];
      expectEqual("bodies", results, ["null", "7"]);
    },
  },
  {
    number: "F29",
    title: "the failures of an SQS batch pass through untouched",
    run: async (start) => {
      await using runtime = await start({
        files: handler("return { batchItemFailures: event.Records.map((r) => ({ itemIdentifier: r.messageId })) };"),
      });
      const event = { Records: [{ messageId: "m-1", body: "x", eventSource: "aws:sqs" }] };
      const expected = { batchItemFailures: [{ itemIdentifier: "m-1" }] };
      expectEqual("result", resultOf(await runtime.invoke(event)), expected);
    },
  },
  {
    number: "F29",
    title: "a throw on a queue's message is reported as an error",
    run: async (start) => {
      await using runtime = await start({ files: handler("throw new Error('cannot process');") });
      const event = { Records: [{ messageId: "m-1", body: "x", eventSource: "aws:sqs" }] };
      expectEqual("errorMessage", errorOf(await runtime.invoke(event)).errorMessage, "cannot process");
      await runtime.until(() => runtime.api.to("next")[1]);
      expectEqual("requests", runtime.api.endpoints, ["next", "error", "next"]);
    },
  },
  ...noJson.map(([value, reason]): ConformanceCase => ({
    number: "F30",
    title: `${value} is no JSON`,
    differs: { "node-ric": reason },
    run: async (start) => {
      await using runtime = await start({ files: handler(`return (${value});`) });
      expectEqual("errorType", errorOf(await runtime.invoke({})).errorType, "Runtime.JSONStringifyError");
    },
  })),
  {
    number: "F31",
    title: "the next GET follows at once, and a timer left over runs during it",
    run: async (start) => {
      await using runtime = await start({
        files: {
          "index.mjs": `let late = 0; export const handler = async (event) => {
            if (event.start) setTimeout(() => { late++; }, 1);
            while (event.wait && late === 0) { ${pause(1)} }
            return late; };`,
        },
      });
      await runtime.invoke({ start: true });
      await runtime.until(() => runtime.api.to("next")[1]);
      expectEqual("timers run", resultOf(await runtime.invoke({ wait: true })), 1);
    },
  },
  {
    number: "F32",
    title: "a response that is too large is followed by the next invocation, not by an error",
    run: async (start) => {
      await using runtime = await start({
        files: handler("return 'x'.repeat(event.size);"),
        arrange: (api) =>
          api.replyTo("response", response(413, "Exceeded maximum allowed payload size (6291556 bytes).")),
      });
      expectEqual("bytes posted", (await runtime.invoke({ size: 7_000_000 })).body.length, 7_000_002);
      expectEqual("the next result", resultOf(await runtime.invoke({ size: 1 })), "x");
      expectEqual("errors posted", runtime.api.to("error").length, 0);
    },
  },
  {
    number: "F32",
    title: "a response that is too large is logged",
    differs: { "node-ric": "its C++ client logs it in a form of its own, without the request id" },
    run: async (start) => {
      await using runtime = await start({
        files: echo,
        arrange: (api) => api.replyTo("response", response(413, "Exceeded maximum allowed payload size.")),
      });
      await runtime.invoke(1);
      await runtime.invoke(2);
      expectMatch("log", (await runtime.stop()).join("\n"), /request-1\tERROR\t.*(413|payload size)/);
    },
  },
  ...[400, 403, 410, 413].flatMap((status): ConformanceCase[] => [
    {
      number: "F33",
      title: `after status ${status} of a response it goes on and posts no error`,
      run: async (start) => {
        await using runtime = await start({
          files: echo,
          arrange: (api) => api.replyTo("response", response(status, "refused")),
        });
        await runtime.invoke(1);
        expectEqual("the next result", resultOf(await runtime.invoke(2)), 2);
        expectEqual("requests", runtime.api.endpoints.slice(0, 4), ["next", "response", "next", "response"]);
      },
    },
    {
      number: "F33",
      title: `after status ${status} of an error it goes on`,
      run: async (start) => {
        await using runtime = await start({
          files: handler("if (event === 1) throw new Error('x'); return event;"),
          arrange: (api) => api.replyTo("error", response(status, "refused")),
        });
        await runtime.invoke(1);
        expectEqual("the next result", resultOf(await runtime.invoke(2)), 2);
      },
    },
  ]),
  ...lost.map(([failure, reply]): ConformanceCase => ({
    number: "F33",
    title: `after ${failure} of a response it exits and has posted once`,
    differs: { "node-ric": ignoresOutcome },
    run: async (start) => {
      await using runtime = await start({ files: echo, arrange: (api) => api.replyTo("response", reply) });
      await runtime.invoke(1);
      await runtime.until(() => runtime.api.to("next")[1]).catch(() => {});
      expectEqual("requests", runtime.api.endpoints, ["next", "response"]);
      const { code } = await runtime.exited();
      expectThat("exit code", code, "an error's", code !== null && code !== 0);
    },
  })),
  {
    number: "F34",
    title: "an error is posted with its type and its cause for X-Ray",
    differs: { "node-ric": "its C++ client sends no type with the error of an invocation" },
    run: async (start) => {
      await using runtime = await start({ files: handler("throw new RangeError('out of stock');") });
      const { headers } = await runtime.invoke({});
      expectEqual("type", headers.get("lambda-runtime-function-error-type"), "RangeError");
    },
  },
  {
    number: "F34",
    title: "the cause for X-Ray has the exception and its paths",
    run: async (start) => {
      await using runtime = await start({
        files: { "index.js": "exports.handler = async () => { throw new RangeError('out of stock'); };" },
      });
      const { headers } = await runtime.invoke({});
      const cause = JSON.parse(headers.get("lambda-runtime-function-xray-error-cause") ?? "{}");
      const { type, message, stack } = cause.exceptions?.[0] ?? {};
      expectEqual("exception", [type, message], ["RangeError", "out of stock"]);
      expectMatch("path of the first frame", stack?.[0]?.path, /index\.js$/);
      expectEqual("paths has it", cause.paths?.includes(stack[0].path), true);
    },
  },
  {
    number: "F34",
    title: "headers are printable ASCII, whatever the error says",
    differs: { "node-ric": "it replaces DEL only: other characters go into the X-Ray header as they are" },
    run: async (start) => {
      await using runtime = await start({
        files: handler(
          "throw Object.assign(new Error('Ünïcode\\r\\nX-Injected: 1\\u0000\\u007f👋'), { name: 'Fehler\\r\\nX-Injected: 1 ü' });",
        ),
      });
      const { raw, headers } = await runtime.invoke({});
      const head = Buffer.from(raw).subarray(0, Buffer.from(raw).indexOf("\r\n\r\n"));
      const ascii = head.every((byte) => byte === 13 || byte === 10 || (byte >= 32 && byte < 127));
      expectThat("head", head.toString("latin1"), "printable ASCII", ascii);
      expectEqual("a header was injected", headers.has("x-injected"), false);
    },
  },
  {
    number: "F34",
    title: "the cause stays within 64 KiB, and a huge message still arrives",
    differs: { "node-ric": "it does not shorten the cause, and its header of megabytes is never sent" },
    run: async (start) => {
      await using runtime = await start({ files: handler("throw new Error('x'.repeat(3_000_000));") });
      const posted = await runtime.invoke({});
      const cause = posted.headers.get("lambda-runtime-function-xray-error-cause") ?? "";
      expectThat("length of the cause", cause.length, "at most 65536", cause.length <= 65_536);
      expectMatch("errorMessage", errorOf(posted).errorMessage, /^xxx/);
    },
  },
];
