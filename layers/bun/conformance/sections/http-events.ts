import type { ConformanceCase } from "../conformance-case.ts";
import { answerOf, app, ask, bytesOf, eachShape, fetchCase, mirrored, streamed } from "../fetch-scenario.ts";
import { httpEvents, httpApiEvent, loadBalancerEvent, restApiEvent } from "../http-event-samples.ts";
import { errorOf, resultOf } from "../scenario.ts";
import { expectEqual, expectMatch, expectThat } from "../unmet-expectation.ts";

const noHttp: Readonly<Record<string, unknown>> = {
  "an SQS batch": { Records: [{ messageId: "1", body: "x", eventSource: "aws:sqs" }] },
  "an EventBridge event": { version: "0", source: "test", "detail-type": "x", detail: {} },
  "an empty object": {},
  null: null,
  "a string": "GET /",
};

const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));

export const httpEventCases: readonly ConformanceCase[] = [
  ...eachShape("N59", "method, path and host are those of the request", async (start, toEvent) => {
    const { method, url } = await mirrored(start, toEvent({ method: "DELETE", path: "/orders/7" }));
    expectEqual("request", [method, url.protocol, url.pathname], ["DELETE", "https:", "/orders/7"]);
    expectEqual("host", url.host, "api.example.com");
  }),
  ...Object.entries(noHttp).map(([name, event]) =>
    fetchCase("N59", `${name} is an error, never a made-up request`, async (start) => {
      const { errorMessage } = errorOf(await ask(start, event));
      expectMatch("errorMessage", errorMessage, /HTTP/i);
    }),
  ),
  fetchCase("N59", "a WebSocket's message is an error", async (start) => {
    const { requestContext, ...rest } = restApiEvent();
    const socket = { ...Object(requestContext), connectionId: "c-1", eventType: "MESSAGE", routeKey: "$default" };
    const { errorMessage } = errorOf(await ask(start, { ...rest, requestContext: socket, body: "hello" }));
    expectMatch("errorMessage", errorMessage, /WebSocket/i);
  }),
  fetchCase("N59", "a throw in the fetch handler is an error", async (start) => {
    const posted = await ask(start, httpApiEvent(), app("throw new RangeError('broken');"));
    expectEqual("errorType", errorOf(posted).errorType, "RangeError");
  }),
  fetchCase("N59", "what is no Response is an error", async (start) => {
    errorOf(await ask(start, httpApiEvent(), app("return { statusCode: 200 };")));
  }),
  ...["index.default", "index.handler", "index.fetch"].map((name) =>
    fetchCase("N59", `the handler may be named ${name}`, async (start) => {
      const files = {
        "index.mjs": `const app = { fetch: () => new Response("served") }; export default app; export const handler = app;`,
      };
      await using runtime = await start({ files, handler: name });
      expectEqual("body", bytesOf(Object(resultOf(await runtime.invoke(httpApiEvent())))).toString(), "served");
    }),
  ),
  fetchCase("N60", "HTTP API: a decoded path is escaped where it must be", async (start) => {
    const { url } = await mirrored(start, httpApiEvent({ path: "/a b/ü" }));
    expectEqual("path", url.pathname, "/a%20b/%C3%BC");
  }),
  fetchCase("N60", "HTTP API: a question mark in the decoded path does not begin the query", async (start) => {
    const { url } = await mirrored(start, httpApiEvent({ path: "/what?#x", query: "a=1" }));
    expectEqual("path and query", [url.pathname, url.search, url.hash], ["/what%3F%23x", "?a=1", ""]);
  }),
  ...(["function URL", "REST API", "load balancer"] as const).map((shape) =>
    fetchCase("N60", `${shape}: the path keeps its encoding`, async (start) => {
      const { url } = await mirrored(start, httpEvents[shape]({ path: "/a%20b/%2F%C3%BC" }));
      expectEqual("path", url.pathname, "/a%20b/%2F%C3%BC");
    }),
  ),
  ...eachShape("N60", "a path that begins with two slashes is no host", async (start, toEvent) => {
    const { url } = await mirrored(start, toEvent({ path: "//evil.example/x" }));
    expectEqual("host and path", [url.host, url.pathname], ["api.example.com", "//evil.example/x"]);
  }),
  fetchCase("N62", "HTTP API: the query is verbatim", async (start) => {
    const { url } = await mirrored(start, httpApiEvent({ query: "a=1&a=2&b=%20+&c" }));
    expectEqual("query", url.search, "?a=1&a=2&b=%20+&c");
  }),
  fetchCase("N62", "REST API: the decoded query is encoded, every value", async (start) => {
    const { url } = await mirrored(start, restApiEvent({ query: { "a b": ["1&2", "ü="], c: [""] } }));
    const { searchParams } = url;
    expectEqual("values", [searchParams.getAll("a b"), searchParams.getAll("c")], [["1&2", "ü="], [""]]);
  }),
  fetchCase("N62", "REST API: no query is null", async (start) => {
    expectEqual("query", (await mirrored(start, restApiEvent())).url.search, "");
  }),
  ...[false, true].map((multiValue) =>
    fetchCase("N62", `load balancer: the query is verbatim${multiValue ? ", every value" : ""}`, async (start) => {
      const query = { "a%20b": multiValue ? ["1%262", "x"] : ["1%262"] };
      const { url } = await mirrored(start, loadBalancerEvent({ query }, multiValue));
      expectEqual("query", url.search, multiValue ? "?a%20b=1%262&a%20b=x" : "?a%20b=1%262");
    }),
  ),
  ...eachShape("N63", "cookies become the Cookie header", async (start, toEvent) => {
    const { headers } = await mirrored(start, toEvent({ cookies: ["a=1", "b=2"] }));
    expectEqual("cookie", headers.get("cookie"), "a=1; b=2");
    expectEqual("set-cookie", headers.has("set-cookie"), false);
  }),
  ...eachShape("N63", "headers arrive", async (start, toEvent) => {
    const { headers } = await mirrored(start, toEvent({ headers: { "x-date": "Tue, 01 Jan 2030", accept: "a, b" } }));
    expectEqual("headers", [headers.get("x-date"), headers.get("accept")], ["Tue, 01 Jan 2030", "a, b"]);
  }),
  ...eachShape("N64", "a text body arrives", async (start, toEvent) => {
    const { body } = await mirrored(start, toEvent({ method: "POST", body: "grün 👋" }));
    expectEqual("body", body, "grün 👋");
  }),
  ...eachShape("N64", "a base64 body is bytes", async (start, toEvent) => {
    const event = toEvent({ method: "POST", body: bytes.toString("base64"), base64: true });
    const answer = await answerOf(
      start,
      event,
      app("return new Response(await request.bytes(), { headers: { 'content-type': 'image/png' } });"),
    );
    expectEqual("isBase64Encoded", answer.isBase64Encoded, true);
    expectEqual("bytes", bytesOf(answer).equals(bytes), true);
  }),
  ...(["HTTP API", "function URL"] as const).flatMap((shape) => [
    fetchCase("N65", `${shape}: status, headers, cookies and text`, async (start) => {
      const answer = await answerOf(
        start,
        httpEvents[shape](),
        app(`const headers = new Headers({ "content-type": "text/plain", "x-a": "b" });
          headers.append("set-cookie", "a=1; Path=/"); headers.append("set-cookie", "b=2, x");
          return new Response("grün", { status: 201, headers });`),
      );
      expectEqual("statusCode", answer.statusCode, 201);
      expectEqual("header", answer.headers?.["x-a"], "b");
      expectEqual(
        "set-cookie among the headers",
        Object.keys(answer.headers ?? {}).some((name) => name.toLowerCase() === "set-cookie"),
        false,
      );
      expectEqual("cookies", answer.cookies, ["a=1; Path=/", "b=2, x"]);
      expectEqual("body", [answer.body, answer.isBase64Encoded ?? false], ["grün", false]);
    }),
    fetchCase("N65", `${shape}: a body with content-encoding is base64`, async (start) => {
      const answer = await answerOf(
        start,
        httpEvents[shape](),
        app(
          `return new Response("zipped", { headers: { "content-type": "text/plain", "content-encoding": "gzip" } });`,
        ),
      );
      expectEqual("isBase64Encoded", answer.isBase64Encoded, true);
      expectEqual("body", bytesOf(answer).toString(), "zipped");
    }),
  ]),
  ...["application/json", "application/problem+json; charset=utf-8", "text/css", "image/svg+xml"].map((type) =>
    fetchCase("N65", `${type} is text`, async (start) => {
      const answer = await answerOf(
        start,
        httpApiEvent(),
        app(`return new Response("{}", { headers: { "content-type": "${type}" } });`),
      );
      expectEqual("body", [answer.body, answer.isBase64Encoded ?? false], ["{}", false]);
    }),
  ),
  fetchCase("N65", "a response without a body", async (start) => {
    const answer = await answerOf(start, httpApiEvent(), app("return new Response(null, { status: 204 });"));
    expectEqual("answer", [answer.statusCode, answer.body ?? ""], [204, ""]);
  }),
  fetchCase("N66", "REST API: every header is in multiValueHeaders, and only there", async (start) => {
    const answer = await answerOf(
      start,
      restApiEvent(),
      app(`const headers = new Headers({ "x-a": "b" }); headers.append("set-cookie", "a=1"); headers.append("set-cookie", "b=2");
        return new Response("x", { status: 404, headers });`),
    );
    const all = new Map(
      Object.entries(answer.multiValueHeaders ?? {}).map(([name, values]) => [name.toLowerCase(), values]),
    );
    expectEqual("statusCode", answer.statusCode, 404);
    expectEqual("headers", [all.get("x-a"), all.get("set-cookie")], [["b"], ["a=1", "b=2"]]);
    expectEqual("single headers and cookies", [answer.headers, answer.cookies], [undefined, undefined]);
  }),
  ...[false, true].map((multiValue) =>
    fetchCase(
      "N66",
      `load balancer: asked with ${multiValue ? "multi-value " : ""}headers it answers so`,
      async (start) => {
        const answer = await answerOf(
          start,
          loadBalancerEvent({}, multiValue),
          app(`return new Response("x", { headers: { "x-a": "b" } });`),
        );
        const kinds = ["headers" in answer, "multiValueHeaders" in answer, "cookies" in answer];
        expectEqual("headers, multiValueHeaders, cookies", kinds, [!multiValue, multiValue, false]);
        const value = multiValue ? answer.multiValueHeaders?.["x-a"]?.[0] : answer.headers?.["x-a"];
        expectEqual("header", value, "b");
        expectEqual("statusCode", answer.statusCode, 200);
      },
    ),
  ),
  fetchCase("N69", "a streamed response has the prelude", async (start) => {
    const files = app(
      `const headers = new Headers({ "x-a": "b", "content-type": "text/plain" });
       headers.append("set-cookie", "a=1"); headers.append("set-cookie", "b=2");
       return new Response("streamed", { status: 201, headers });`,
      streamed,
    );
    const posted = await ask(start, httpApiEvent(), files, "index.default");
    const mode = posted.headers.get("lambda-runtime-function-response-mode");
    const type = posted.headers.get("content-type");
    expectEqual("mode and type", [mode, type], ["streaming", "application/vnd.awslambda.http-integration-response"]);
    const [json = "{}", body] = posted.text.split("\0".repeat(8));
    const { statusCode, headers, cookies } = JSON.parse(json);
    expectEqual("prelude", [statusCode, headers?.["x-a"], cookies], [201, "b", ["a=1", "b=2"]]);
    expectEqual("body", body, "streamed");
  }),
  ...[204, 304].map((status) =>
    fetchCase("N69", `a streamed ${status} has its prelude although it has no body`, async (start) => {
      const posted = await ask(
        start,
        httpApiEvent(),
        app(`return new Response(null, { status: ${status} });`, streamed),
        "index.default",
      );
      const [json = "{}", body] = posted.text.split("\0".repeat(8));
      expectEqual("status and body", [JSON.parse(json).statusCode, body], [status, ""]);
    }),
  ),
  fetchCase("N69", "the mark on an app counts also for index.fetch", async (start) => {
    const posted = await ask(start, httpApiEvent(), app(`return new Response("streamed");`, streamed));
    expectEqual("mode", posted.headers.get("lambda-runtime-function-response-mode"), "streaming");
    expectMatch("body", posted.text, /streamed$/);
  }),
  fetchCase("N69", "a body that fails half way ends in the trailers", async (start) => {
    const files = app(
      `let pulls = 0; return new Response(new ReadableStream({ async pull(controller) {
         if (pulls++ === 0) { controller.enqueue(new TextEncoder().encode("begun")); return; }
         await new Promise((resolve) => setTimeout(resolve, 20)); throw new RangeError("late"); } }));`,
      streamed,
    );
    const posted = await ask(start, httpApiEvent(), files, "index.default");
    expectEqual("endpoint", posted.endpoint, "response");
    expectMatch("body", posted.text, /begun$/);
    expectThat(
      "trailers",
      [...posted.trailers],
      "the error's type",
      posted.trailers.get("lambda-runtime-function-error-type") === "RangeError",
    );
  }),
];
