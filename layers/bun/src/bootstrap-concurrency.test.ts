import { describe, expect, test } from "bun:test";
import { response } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

/** A function that serves invocations once as many of them are open as the event of each asks for. */
const barrier = `let waiting = []; const arrive = async (count) => {
  const { promise, resolve } = Promise.withResolvers(); waiting.push(resolve);
  if (waiting.length === count) { waiting.forEach((go) => go()); waiting = []; }
  await promise; };`;

async function start(
  code: string,
  concurrency = "3",
  arrange?: Parameters<typeof RuntimeProcess.start>[0]["arrange"],
): Promise<RuntimeProcess> {
  return RuntimeProcess.start({
    files: { "index.mjs": `${barrier} ${code}` },
    environment: { AWS_LAMBDA_MAX_CONCURRENCY: concurrency, _X_AMZN_TRACE_ID: "Root=stale" },
    ...(arrange && { arrange }),
  });
}

describe("several invocations at once", () => {
  test("K54 as many GET next wait as may run, each on its own connection", async () => {
    await using runtime = await start("export const handler = async (event) => event;");
    await runtime.until(() => runtime.api.to("next")[2]);
    expect(new Set(runtime.api.to("next").map((request) => request.connection))).toEqual(new Set([0, 1, 2]));
    for (let count = 0; count < 10; count++) expect((await runtime.invoke(count)).text).toBe(String(count));
    expect(runtime.api.connections).toBe(3);
  });

  test("K54 invocations overlap, and each is answered on its own connection", async () => {
    await using runtime = await start("export const handler = async (event) => { await arrive(3); return event; };");
    const posted = await Promise.all([runtime.invoke("a"), runtime.invoke("b"), runtime.invoke("c")]);
    expect(posted.map((post) => post.text)).toEqual([`"a"`, `"b"`, `"c"`]);
    expect(new Set(posted.map((post) => post.connection)).size).toBe(3);
  });

  test("K54 each sees its own request id, trace id and tenant, after any await", async () => {
    await using runtime = await start(
      `export const handler = async () => { await arrive(3); await Bun.sleep(1); await new Promise(setImmediate); const store = awslambda.InvokeStore;
         return [store.getRequestId(), store.getXRayTraceId(), store.getTenantId(), process.env._X_AMZN_TRACE_ID ?? null]; };`,
    );
    const posted = await Promise.all(
      ["1", "2", "3"].map(async (id) =>
        runtime.invoke({}, { "Lambda-Runtime-Trace-Id": `Root=${id}`, "Lambda-Runtime-Aws-Tenant-Id": `t${id}` }),
      ),
    );
    expect(posted.map((post) => JSON.parse(post.text))).toEqual([
      ["request-1", "Root=1", "t1", null],
      ["request-2", "Root=2", "t2", null],
      ["request-3", "Root=3", "t3", null],
    ]);
  });

  test("K54 logs are JSON with the id of their own invocation", async () => {
    await using runtime = await start(
      "export const handler = async (event) => { await arrive(3); await new Promise((done) => setTimeout(() => done(console.log(event)), 1)); };",
    );
    await Promise.all([runtime.invoke("a"), runtime.invoke("b"), runtime.invoke("c")]);
    const entries = (await runtime.stop()).map((line) => JSON.parse(line));
    const seen = entries.map(({ requestId, message }) => `${requestId} ${message}`).sort();
    expect(seen).toEqual(["request-1 a", "request-2 b", "request-3 c"]);
  });

  test("K54 streamed responses do not mix", async () => {
    await using runtime = await start(
      "export async function* handler(event) { for (let part = 0; part < 20; part++) { yield event; await arrive(3); } }",
    );
    const posted = await Promise.all([runtime.invoke(1), runtime.invoke(2), runtime.invoke(3)]);
    expect(posted.map((post) => post.text)).toEqual(["1".repeat(20), "2".repeat(20), "3".repeat(20)]);
  });

  test("K54 one that fails is its own, the others go on", async () => {
    await using runtime = await start(
      "export const handler = async (event) => { await arrive(3); if (event === 2) throw new RangeError('two'); return event; };",
    );
    const posted = await Promise.all([runtime.invoke(1), runtime.invoke(2), runtime.invoke(3)]);
    expect(posted.map((post) => post.endpoint)).toEqual(["response", "error", "response"]);
  });

  test.each([
    ["status 500", response(500, "out of order")],
    ["status 403", response(403, "forbidden")],
    ["a reset", { bytes: "", ending: "reset" as const }],
    ["half a head", { bytes: "HTTP/1.1 200 OK\r\nLambda-Run", ending: "close" as const }],
    ["no request id", response(200, "{}")],
  ])("D22 after %s on next it asks again", async (_case, reply) => {
    await using runtime = await start("export const handler = async (event) => event;", "1", (api) => {
      api.replyTo("next", reply);
      api.replyTo("next", reply);
    });
    expect((await runtime.invoke("served")).text).toBe(`"served"`);
    expect(runtime.api.to("next")).toHaveLength(3);
    expect((await runtime.stop()).join("\n")).toContain("Runtime");
  });

  test.each([
    ["status 500", response(500, "out of order")],
    ["a reset", { bytes: "", ending: "reset" as const }],
  ])("F33 after %s of a response the others go on, and it is posted once", async (_case, reply) => {
    await using runtime = await start("export const handler = async (event) => event;", "2", (api) =>
      api.replyTo("response", reply),
    );
    await runtime.invoke(1);
    expect([(await runtime.invoke(2)).text, (await runtime.invoke(3)).text]).toEqual(["2", "3"]);
    expect(runtime.api.to("response").map((post) => post.requestId)).toEqual(["request-1", "request-2", "request-3"]);
  });

  test("H38 an uncaught error with several open is reported once for each, in its own way", async () => {
    await using runtime = await start(
      `const buffered = async (event, stream) => {
         if (event === "streams") await new Promise((done) => stream.write("part", done));
         await arrive(3);
         setTimeout(() => { throw new RangeError("lost"); });
         await new Promise(() => {});
       };
       export const handler = awslambda.streamifyResponse(buffered);`,
    );
    const posted = await Promise.all([runtime.invoke("streams"), runtime.invoke("waits"), runtime.invoke("streams")]);
    expect((await runtime.exited()).code).toBe(129);
    expect(posted.map((post) => post.endpoint)).toEqual(["response", "error", "response"]);
    const types = posted.map((post) =>
      (post.endpoint === "error" ? post.headers : post.trailers).get("lambda-runtime-function-error-type"),
    );
    expect(types).toEqual(["RangeError", "RangeError", "RangeError"]);
    expect(runtime.api.requests.filter((request) => request.endpoint !== "next")).toHaveLength(3);
  });

  test.each(["0", "-1", "many", "1.5"])("K54 a concurrency of %p ends the process", async (concurrency) => {
    await using runtime = await start("export const handler = async () => {};", concurrency);
    const { code, output } = await runtime.exited();
    expect([code, runtime.api.requests.length]).toEqual([1, 0]);
    expect(output).toContain("AWS_LAMBDA_MAX_CONCURRENCY");
  });
});
