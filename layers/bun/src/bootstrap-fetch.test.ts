import { describe, expect, test } from "bun:test";
import type { RecordedRequest } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

const getEvent = {
  version: "2.0",
  routeKey: "$default",
  rawPath: "/orders/7",
  rawQueryString: "a=1",
  headers: { host: "example.org", "x-a": "b" },
  requestContext: { domainName: "example.org", http: { method: "POST", path: "/orders/7", sourceIp: "192.0.2.1" } },
  body: "hello",
  isBase64Encoded: false,
};

const appSource = `{ name: "app", async fetch(request, bindings) {
  return new Response(\`\${this.name} \${request.method} \${new URL(request.url).pathname} \${await request.text()} \${bindings.lambdaContext.awsRequestId}\`, { status: 201, headers: { "X-Own": "1" } }); } }`;

const answer = "app POST /orders/7 hello request-1";

async function invoke(code: string, handler: string, event: unknown = getEvent): Promise<RecordedRequest> {
  await using runtime = await RuntimeProcess.start({ files: { "index.mjs": code }, handler });
  return await runtime.invoke(event);
}

describe("fetch handlers", () => {
  test.each([
    ["the default export", `export default ${appSource};`, "index.default"],
    ["another export", `export const handler = ${appSource};`, "index.handler"],
    ["index.fetch of a default export", `export default ${appSource};`, "index.fetch"],
    [
      "index.fetch of the module",
      `const app = ${appSource}; export const fetch = (...all) => app.fetch(...all);`,
      "index.fetch",
    ],
    [
      "a class instance",
      `class App { name = "app"; fetch = (${appSource}).fetch; } export default new App();`,
      "index.default",
    ],
  ])("N59 %s is called with a request, and its response is the result", async (_case, code, handler) => {
    const posted = await invoke(code, handler);
    expect(posted.headers.get("content-type")).toBe("application/json");
    expect(JSON.parse(posted.text)).toMatchObject({ statusCode: 201, headers: { "x-own": "1" }, body: answer });
  });

  test("N59 an event that is no HTTP request is an error of the invocation", async () => {
    const posted = await invoke(`export default ${appSource};`, "index.default", {
      Records: [{ eventSource: "aws:sqs" }],
    });
    expect([posted.endpoint, JSON.parse(posted.text).errorType]).toEqual(["error", "Runtime.NotAnHttpEvent"]);
  });

  test("N69 a marked app streams its prelude and body", async () => {
    const posted = await invoke(`export default awslambda.streamifyResponse(${appSource});`, "index.default");
    expect(posted.headers.get("content-type")).toBe("application/vnd.awslambda.http-integration-response");
    const [prelude = "", body] = posted.text.split("\0".repeat(8));
    expect(JSON.parse(prelude)).toMatchObject({ statusCode: 201, headers: { "x-own": "1" } });
    expect(body).toBe(answer);
  });

  test("N69 a response without a body still streams its prelude", async () => {
    const posted = await invoke(
      "export default awslambda.streamifyResponse({ fetch: () => new Response(null, { status: 204 }) });",
      "index.default",
    );
    expect(JSON.parse(posted.text.split("\0")[0] ?? "")).toMatchObject({ statusCode: 204 });
  });

  test("N69 a body that fails on its way ends with trailers", async () => {
    const posted = await invoke(
      `export default awslambda.streamifyResponse({ fetch: () => new Response(new ReadableStream({ async pull(controller) {
         if (this.begun) throw new RangeError("cut"); this.begun = true; controller.enqueue("part"); } })) });`,
      "index.default",
    );
    expect(posted.text).toEndWith("part");
    expect(posted.trailers.get("lambda-runtime-function-error-type")).toBe("RangeError");
  });

  test("N69 an app that throws is an ordinary error, streamed or not", async () => {
    const app = "{ fetch() { throw new RangeError('app'); } }";
    for (const code of [`export default ${app}`, `export default awslambda.streamifyResponse(${app})`]) {
      const posted = await invoke(code, "index.default");
      expect([posted.endpoint, JSON.parse(posted.text).errorType]).toEqual(["error", "RangeError"]);
    }
  });

  test("B15 another mark of streaming on an app is malformed", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `export default { fetch() {}, [Symbol.for("aws.lambda.runtime.handler.streaming")]: "request" };`,
      },
      handler: "index.default",
    });
    await runtime.exited();
    expect(JSON.parse(runtime.api.to("init-error")[0]?.text ?? "").errorType).toBe("Runtime.MalformedStreamingHandler");
  });
});
