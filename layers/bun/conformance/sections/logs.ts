import { readFileSync } from "node:fs";
import { join } from "node:path";
import { handler } from "../../testing/function-files.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { logged, resultOf } from "../scenario.ts";
import { expectEqual, expectMatch, expectThat } from "../unmet-expectation.ts";

const everyLevel = `for (const method of ["trace", "debug", "log", "info", "warn", "error", "fatal"]) console[method](method);`;

const methodsWrittenAt: Readonly<Record<string, readonly string[]>> = {
  TRACE: ["trace", "debug", "log", "info", "warn", "error", "fatal"],
  debug: ["debug", "log", "info", "warn", "error", "fatal"],
  INFO: ["log", "info", "warn", "error", "fatal"],
  WARN: ["warn", "error", "fatal"],
  ERROR: ["error", "fatal"],
  FATAL: ["fatal"],
};

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const jsonFormat = { AWS_LAMBDA_LOG_FORMAT: "JSON" };
const tenantInContextOnly = "4.0.2 puts the tenant id into the context only, not where its logger reads it";

export const logCases: readonly ConformanceCase[] = [
  ...Object.entries(methodsWrittenAt).map(([level, methods]): ConformanceCase => ({
    number: "J49",
    title: `at level ${level}`,
    run: async (start) => {
      const lines = await logged(start, everyLevel, { AWS_LAMBDA_LOG_LEVEL: level });
      expectEqual(
        "methods that print",
        lines.map((line) => line.split("\t").at(-1)),
        methods,
      );
    },
  })),
  {
    number: "J50",
    title: "text has the time, the request id, the level and the message",
    run: async (start) => {
      const lines = (await logged(start, everyLevel)).map((line) => line.split("\t"));
      expectThat(
        "times",
        lines.map(([time]) => time),
        "ISO 8601",
        lines.every(([time = ""]) => isoTime.test(time)),
      );
      expectEqual("request ids", new Set(lines.map(([, id]) => id)), new Set(["request-1"]));
      const levels = ["TRACE", "DEBUG", "INFO", "INFO", "WARN", "ERROR", "FATAL"];
      expectEqual(
        "levels",
        lines.map(([, , level]) => level),
        levels,
      );
    },
  },
  {
    number: "J50",
    title: "an entry of several lines stays one line",
    run: async (start) => {
      const [line = ""] = await logged(start, `console.log("a\\nb\\n\\nc");`);
      expectEqual("message", line.split("\t")[3], "a\rb\r\rc");
    },
  },
  {
    number: "J50",
    title: "values are formatted as Node.js formats them",
    run: async (start) => {
      const lines = await logged(
        start,
        `console.log("%s has %d", "x", 3, { y: [1] }); console.log("100%", 5, null, undefined, true); console.log("%s!", "x");`,
      );
      const messages = lines.map((line) => line.split("\t").slice(3).join("\t"));
      expectEqual("messages", messages, ["x has 3 { y: [ 1 ] }", "100% 5 null undefined true", "x!"]);
    },
  },
  {
    number: "J50",
    title: "each invocation logs its own request id",
    run: async (start) => {
      await using runtime = await start({ files: handler("console.log(event);") });
      await runtime.invoke("a");
      await runtime.invoke("b");
      const lines = (await runtime.stop()).map((line) => line.split("\t"));
      expectEqual(
        "ids and messages",
        lines.map(([, id, , text]) => [id, text]),
        [
          ["request-1", "a"],
          ["request-2", "b"],
        ],
      );
    },
  },
  {
    number: "J51",
    title: "JSON has one object an entry",
    run: async (start) => {
      const lines = await logged(
        start,
        `console.warn("a\\nb"); console.log({ order: 7 }); console.log("n", 1);`,
        jsonFormat,
      );
      const entries = lines.map((line) => JSON.parse(line));
      expectThat(
        "timestamps",
        entries.map((entry) => entry.timestamp),
        "ISO 8601",
        entries.every((entry) => isoTime.test(entry.timestamp)),
      );
      expectEqual(
        "request ids",
        entries.map((entry) => entry.requestId),
        ["request-1", "request-1", "request-1"],
      );
      expectEqual(
        "levels",
        entries.map((entry) => entry.level),
        ["WARN", "INFO", "INFO"],
      );
      expectEqual(
        "messages",
        entries.map((entry) => entry.message),
        ["a\nb", { order: 7 }, "n 1"],
      );
    },
  },
  {
    number: "J51",
    title: "JSON has the tenant id",
    differs: { "node-ric": tenantInContextOnly },
    run: async (start) => {
      const headers = { "Lambda-Runtime-Aws-Tenant-Id": "t" };
      const [line = "{}"] = await logged(start, `console.log("x");`, jsonFormat, headers);
      expectEqual("tenantId", JSON.parse(line).tenantId, "t");
    },
  },
  {
    number: "J51",
    title: "an error alone becomes its type, message and stack",
    run: async (start) => {
      const [line = "{}"] = await logged(
        start,
        `console.error(Object.assign(new TypeError("no"), { code: "E1" }));`,
        jsonFormat,
      );
      const { errorType, errorMessage, stackTrace, code } = JSON.parse(line).message ?? {};
      expectEqual("fields", [errorType, errorMessage, code], ["TypeError", "no", "E1"]);
      expectEqual("stack", Array.isArray(stackTrace) && stackTrace[0], "TypeError: no");
    },
  },
  {
    number: "J51",
    title: "an error behind a message becomes fields of the entry",
    run: async (start) => {
      const [line = "{}"] = await logged(start, `console.error("failed:", new TypeError("no"));`, jsonFormat);
      const { message, errorType, errorMessage, stackTrace } = JSON.parse(line);
      expectEqual("fields", [errorType, errorMessage, stackTrace?.[0]], ["TypeError", "no", "TypeError: no"]);
      expectMatch("message", message, /^failed: TypeError: no/);
    },
  },
  {
    number: "J51",
    title: "a failed invocation is logged as a structured error",
    run: async (start) => {
      const [line = "{}"] = await logged(start, `throw new RangeError("out");`, jsonFormat);
      const { level, requestId, message } = JSON.parse(line);
      expectEqual("entry", [level, requestId], ["ERROR", "request-1"]);
      expectEqual("error", [message?.errorType, message?.errorMessage], ["RangeError", "out"]);
    },
  },
  ...(["Text", "JSON"] as const).map((format): ConformanceCase => ({
    number: "J52",
    title: `${format} entries are framed on the telemetry descriptor, and its variable is removed`,
    run: async (start) => {
      await using runtime = await start({
        files: handler(`console.warn("a\\nb"); return process.env._LAMBDA_TELEMETRY_LOG_FD ?? "removed";`),
        environment: { AWS_LAMBDA_LOG_FORMAT: format, _LAMBDA_TELEMETRY_LOG_FD: "9" },
        wrapCommand: (command) => ["/bin/sh", "-c", `exec "$@" 9>frames`, "sh", ...command],
      });
      expectEqual("variable", resultOf(await runtime.invoke({})), "removed");
      const bytes = readFileSync(join(runtime.taskRoot, "../frames"));
      expectThat("bytes of the frame", bytes.length, "more than its head's 16", bytes.length > 16);
      const frame = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const type = format === "JSON" ? 0xa55a0002 : 0xa55a0003;
      expectEqual("type and level", frame.getUint32(0), (type | 16) >>> 0);
      expectEqual("length", frame.getInt32(4), bytes.length - 16);
      const age = Math.abs(Number(frame.getBigInt64(8) / 1000n) - Date.now());
      expectThat("microseconds", frame.getBigInt64(8), "now", age < 60_000);
      const pattern = format === "JSON" ? /^\{.*"message":"a\\nb".*\}$/ : /\trequest-1\tWARN\ta\nb\n$/;
      expectMatch("entry", bytes.subarray(16).toString(), pattern);
    },
  })),
];
