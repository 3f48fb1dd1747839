import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import { runtimeCommand, RuntimeProcess } from "../testing/runtime-process.ts";

const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

function logging(body: string): Record<string, string> {
  return { "index.mjs": `export const handler = async () => { ${body} };` };
}

/** The lines that one invocation prints. */
async function logged(
  body: string,
  environment: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<string[]> {
  await using runtime = await RuntimeProcess.start({ files: logging(body), environment });
  await runtime.invoke({}, headers);
  return runtime.stop();
}

const everyLevel = `for (const method of ["trace", "debug", "log", "info", "warn", "error", "fatal"]) console[method](method);`;

describe("console", () => {
  test.each([
    ["TRACE", ["trace", "debug", "log", "info", "warn", "error", "fatal"]],
    ["debug", ["debug", "log", "info", "warn", "error", "fatal"]],
    ["INFO", ["log", "info", "warn", "error", "fatal"]],
    ["WARN", ["warn", "error", "fatal"]],
    ["ERROR", ["error", "fatal"]],
    ["FATAL", ["fatal"]],
    ["nonsense", ["trace", "debug", "log", "info", "warn", "error", "fatal"]],
  ])("J49 at level %s", async (level, methods) => {
    const lines = await logged(everyLevel, { AWS_LAMBDA_LOG_LEVEL: level });
    expect(lines.map((line) => line.split("\t").at(-1))).toEqual(methods);
  });

  test("J50 text has the time, the request id and the level", async () => {
    const lines = await logged(everyLevel);
    const levels = ["TRACE", "DEBUG", "INFO", "INFO", "WARN", "ERROR", "FATAL"];
    expect(lines).toHaveLength(levels.length);
    for (const [index, level] of levels.entries()) {
      expect(lines[index]).toMatch(new RegExp(`^${time}\trequest-1\t${level}\t[a-z]+$`));
    }
  });

  test("J50 an entry of several lines stays one line, and formats as in Node.js", async () => {
    const lines = await logged(
      `console.log("a\\nb"); console.log("%s has %d", "x", 3, { y: [1] }); console.log("100%", 5, null, undefined, true); console.log("100%%"); console.log("%s!", "x"); console.log();`,
    );
    expect(lines.map((line) => line.split("\t").slice(3).join("\t"))).toEqual([
      "a\rb",
      "x has 3 { y: [ 1 ] }",
      "100% 5 null undefined true",
      "100%%",
      "x!",
      "",
    ]);
  });

  test("J50 the other methods that print log an entry too", async () => {
    const lines = await logged(
      `console.dir({ a: { b: { c: {} } } }, { depth: 0 }); console.table([{ a: 1 }]); console.table(7); console.count(); console.count(); console.countReset(); console.count();
       console.assert(true, "not this"); console.assert(false, "%s is wrong", "it"); console.assert(false); console.group("group"); console.groupEnd(); console.dirxml("xml");
       console.time("t"); console.time("t"); console.timeLog("t", "more"); console.timeEnd("t"); console.timeEnd("t");`,
    );
    const entries = lines.map((line) =>
      line
        .split("\t")
        .slice(1)
        .join(" ")
        .replace(/\d+\.\d{3}ms/, "0ms"),
    );
    expect(entries.map((entry) => entry.replace(/┌[^]*┘/, "TABLE"))).toEqual([
      "request-1 INFO { a: [Object] }",
      "request-1 INFO TABLE",
      "request-1 INFO 7",
      "request-1 INFO default: 1",
      "request-1 INFO default: 2",
      "request-1 INFO default: 1",
      "request-1 WARN Assertion failed: it is wrong",
      "request-1 WARN Assertion failed",
      "request-1 INFO group",
      "request-1 INFO xml",
      "request-1 WARN Label 't' already exists for console.time()",
      "request-1 INFO t: 0ms more",
      "request-1 INFO t: 0ms",
      "request-1 WARN No such label 't' for console.time()",
    ]);
  });

  test("J50 what cannot be inspected does not fail the invocation", async () => {
    await using runtime = await RuntimeProcess.start({
      files: logging(
        `console.log("x", new Proxy({}, { get() { throw new Error("trap"); }, getPrototypeOf() { throw new Error("trap"); } }), { get y() { throw 1; } }); return "ok";`,
      ),
    });
    expect((await runtime.invoke({})).text).toBe(`"ok"`);
  });

  test("J51 JSON has one object an entry", async () => {
    const lines = await logged(
      `console.warn("a\\nb"); console.log({ order: 7 }); console.log("n", 1);`,
      { AWS_LAMBDA_LOG_FORMAT: "JSON" },
      { "Lambda-Runtime-Aws-Tenant-Id": "t" },
    );
    const base = { timestamp: expect.stringMatching(new RegExp(`^${time}$`)), requestId: "request-1", tenantId: "t" };
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { ...base, level: "WARN", message: "a\nb" },
      { ...base, level: "INFO", message: { order: 7 } },
      { ...base, level: "INFO", message: "n 1" },
    ]);
  });

  test("J51 an error becomes its type, message and stack", async () => {
    const lines = await logged(
      `const error = Object.assign(new TypeError("no"), { code: "E1" }); console.error(error); console.error("failed:", error);`,
      { AWS_LAMBDA_LOG_FORMAT: "json" },
    );
    const [alone, titled] = lines.map((line) => JSON.parse(line));
    const fields = {
      errorType: "TypeError",
      errorMessage: "no",
      stackTrace: expect.arrayContaining(["TypeError: no"]),
    };
    expect(alone.message).toEqual({ ...fields, code: "E1" });
    expect([titled.errorType, titled.errorMessage, titled.stackTrace[0]]).toEqual(["TypeError", "no", "TypeError: no"]);
    expect(titled.message).toStartWith("failed: TypeError: no");
    expect(titled.tenantId).toBeUndefined();
  });

  test("J51 values that are no JSON are formatted", async () => {
    const lines = await logged(`const a = { n: 1n }; console.log(a); const b = {}; b.b = b; console.log(b);`, {
      AWS_LAMBDA_LOG_FORMAT: "JSON",
    });
    expect(lines.map((line) => JSON.parse(line).message)).toEqual(["{ n: 1n }", "<ref *1> { b: [Circular *1] }"]);
  });

  test("J51 a failed invocation is logged as a structured error", async () => {
    const [line = ""] = await logged(`throw new RangeError("out");`, { AWS_LAMBDA_LOG_FORMAT: "JSON" });
    expect(JSON.parse(line)).toMatchObject({ level: "ERROR", requestId: "request-1" });
    expect(JSON.parse(line).message).toMatchObject({ errorType: "RangeError", errorMessage: "out" });
  });

  test.each([
    ["text", 0xa55a0003, /\trequest-1\tWARN\ta\nb\n$/],
    ["JSON", 0xa55a0002, /^\{.*"message":"a\\nb"\}$/],
  ])("J52 %s entries are framed on the telemetry descriptor", async (format, type, payload) => {
    await using runtime = await RuntimeProcess.start({
      files: logging(`console.warn("a\\nb"); return process.env._LAMBDA_TELEMETRY_LOG_FD ?? "removed";`),
      environment: { AWS_LAMBDA_LOG_FORMAT: format, _LAMBDA_TELEMETRY_LOG_FD: "9" },
      command: ["/bin/sh", "-c", `exec "$@" 9>frames`, "sh", ...runtimeCommand],
    });
    expect((await runtime.invoke({})).text).toBe(`"removed"`);
    const bytes = readFileSync(join(runtime.taskRoot, "../frames"));
    const frame = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    expect(frame.getUint32(0)).toBe((type | 0b10000) >>> 0);
    expect(frame.getInt32(4)).toBe(bytes.length - 16);
    expect(Math.abs(Number(frame.getBigInt64(8) / 1000n) - Date.now())).toBeLessThan(60_000);
    expect(bytes.subarray(16).toString()).toMatch(payload);
    expect(await runtime.stop()).toEqual([]);
  });
});
