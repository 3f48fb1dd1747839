import { describe, expect, test } from "bun:test";
import { echo, handler } from "../testing/function-files.ts";
import { errorOf } from "../testing/posted-error.ts";
import { response } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

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
      files: echo,
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
    await using runtime = await RuntimeProcess.start({ files: echo, arrange: (api) => api.replyTo("response", reply) });
    await runtime.invoke(1);
    expect((await runtime.exited()).code).toBe(1);
    expect(runtime.api.endpoints).toEqual(["next", "response"]);
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
