import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { Logger } from "../../application/ports/logger.ts";
import { FixedClock } from "../../testing/fixed-clock.ts";
import { JsonLogger } from "./json-logger.ts";

const time = "2026-01-02T03:04:05.678Z";

function setUp(minimum?: string) {
  const lines: string[] = [];
  const sink = { writeLine: (line: string) => lines.push(line) };
  return {
    lines,
    logger: new JsonLogger(sink, new FixedClock(time), minimum),
    entry: (): unknown => JSON.parse(lines.at(-1) ?? ""),
  };
}

function logAll(logger: Logger): void {
  logger.debug("a");
  logger.info("b");
  logger.warn("c");
  logger.error("d");
}

test("an entry is one line of JSON with time, level, message and fields", () => {
  const { logger, lines } = setUp();
  logger.info("two\nlines", { requestId: "7", status: 404 });
  expect(lines).toEqual([
    `{"timestamp":"${time}","level":"INFO","message":"two\\nlines","requestId":"7","status":404}`,
  ]);
});

test.each([
  [undefined, ["INFO", "WARN", "ERROR"]],
  ["TRACE", ["DEBUG", "INFO", "WARN", "ERROR"]],
  ["DEBUG", ["DEBUG", "INFO", "WARN", "ERROR"]],
  ["WARN", ["WARN", "ERROR"]],
  ["ERROR", ["ERROR"]],
  ["FATAL", []],
  ["nonsense", ["INFO", "WARN", "ERROR"]],
])("at level %p writes %p", (minimum, levels) => {
  const { logger, lines } = setUp(minimum);
  logAll(logger);
  expect(lines.map((line) => /"level":"(\w+)"/.exec(line)?.[1] ?? "")).toEqual(levels);
});

test("fields cannot pass for time, level or message", () => {
  const { logger, entry } = setUp();
  logger.error("real", { message: "forged", level: "INFO", timestamp: "never" });
  expect(entry()).toEqual({ timestamp: time, level: "ERROR", message: "real" });
});

test("an error is there with its stack and causes", () => {
  const { logger, entry } = setUp();
  logger.error("failed", { error: new Error("outer", { cause: new Error("inner") }) });
  expect(entry()).toMatchObject({
    error: { type: "Error", message: "outer", cause: { type: "Error", message: "inner" } },
  });
  expect(JSON.stringify(entry())).toContain("json-logger.test.ts");
});

test("what was thrown need not be an error", () => {
  const { logger, entry } = setUp();
  logger.error("failed", { error: undefined });
  expect(entry()).toMatchObject({ error: { type: "undefined", message: "undefined" } });
});

describe("withholds", () => {
  test.each([
    "authorization",
    "Cookie",
    "set-cookie",
    "apiKey",
    "api-key",
    "AWS_SECRET_ACCESS_KEY",
    "sessionToken",
    "password",
    "body",
  ])("a field named %s, at any depth", (name) => {
    const { logger, lines } = setUp();
    logger.info("a", { [name]: "hunter2", deep: [{ [name]: { value: "hunter2" } }] });
    expect(lines[0]).not.toContain("hunter2");
    expect(lines[0]).toContain("[withheld]");
  });

  test("but not a token's id, by which a caller is known", () => {
    const { logger, lines } = setUp();
    logger.info("a", { tokenId: "0199f3a2" });
    expect(lines[0]).toContain('"tokenId":"0199f3a2"');
  });
});

test("fields that are no JSON do not fail, nor lose the message", () => {
  const { logger, lines } = setUp();
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  logger.info("circle", { circle });
  logger.info("big", { big: 42n });
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([{ message: "circle" }, { big: "42" }]);
});

test("any message and fields make one line of JSON", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.dictionary(fc.string(), fc.anything()), (message, fields) => {
      const { logger, lines } = setUp();
      logger.info(message, fields);
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toContain("\n");
      expect(JSON.parse(lines[0] ?? "")).toHaveProperty("level", "INFO");
    }),
    { numRuns: 200 },
  );
});
