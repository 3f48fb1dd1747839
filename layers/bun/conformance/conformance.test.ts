import { beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { buildLayer } from "../build-layer.ts";
import { hostTarget } from "../layer-target.ts";
import { conformanceCases } from "./cases.ts";
import { runCase } from "./case-result.ts";
import type { CaseResult } from "./case-result.ts";
import { caseName } from "./conformance-case.ts";
import { beyondScenarios, contract } from "./contract.ts";
import { runSuite } from "./run-suite.ts";
import type { RuntimeUnderTest } from "./runtime-under-test.ts";
import { flaws } from "./testing/flaw.ts";
import type { Flaw } from "./testing/flaw.ts";

describe("this layer", () => {
  let ours: RuntimeUnderTest;

  beforeAll(async () => {
    const { bootstrap } = await buildLayer(hostTarget());
    ours = { name: "ours", label: "this layer", command: [bootstrap], lacks: {} };
  });

  test.each(conformanceCases.map((testCase) => [caseName(testCase), testCase] as const))(
    "%s",
    async (_name, testCase) => {
      const { number, title } = testCase;
      expect(await runCase(testCase, ours)).toEqual({ number, title, verdict: "held" });
    },
  );
});

describe("the table", () => {
  test("names each case once", () => {
    const names = conformanceCases.map(caseName);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("has every number of the contract, or says why not", () => {
    const covered = new Set<string>([...conformanceCases.map(({ number }) => number), ...Object.keys(beyondScenarios)]);
    expect(Object.keys(contract).filter((number) => !covered.has(number))).toEqual([]);
  });
});

/** What the small runtime does right while it has no flaw. */
const served = [
  "F29 the result is posted as JSON with its length",
  "F29 a throw on a queue's message is reported as an error",
  "F32 a response that is too large is followed by the next invocation, not by an error",
  "F33 after a reset of a response it exits and has posted once",
  "F33 after a close of a response it exits and has posted once",
  "G37 throws undefined",
  "G37 throws an object without prototype",
  "H38 a rejection is the error of the open invocation",
  "H38 a rejection that nobody handles ends the process",
  "I40 the head says that the response is streamed",
  "I40 throwing an error after the first byte ends the body with both trailers",
  "I40 throwing null after the first byte ends the body with both trailers",
  "J50 each invocation logs its own request id",
];

const noticed: Readonly<Record<Flaw, readonly string[]>> = {
  "reports a throw as success": [
    "F29 a throw on a queue's message is reported as an error",
    "G37 throws undefined",
    "G37 throws an object without prototype",
  ],
  "posts an error after the response began": [
    "I40 throwing an error after the first byte ends the body with both trailers",
    "I40 throwing null after the first byte ends the body with both trailers",
  ],
  "sends again on a broken connection": [
    "F33 after a reset of a response it exits and has posted once",
    "F33 after a close of a response it exits and has posted once",
  ],
  "swallows rejections": [
    "H38 a rejection is the error of the open invocation",
    "H38 a rejection that nobody handles ends the process",
  ],
  "ends on status 413": ["F32 a response that is too large is followed by the next invocation, not by an error"],
  "logs without request id": ["J50 each invocation logs its own request id"],
};

describe("a small runtime", () => {
  const mini = join(import.meta.dir, "testing/mini-runtime.ts");
  const cases = conformanceCases.filter((testCase) => served.includes(caseName(testCase)));

  async function failuresOf(flaw: Flaw | "none"): Promise<string[]> {
    const command = [process.execPath, "--no-install", mini, flaw];
    const results = await runSuite(cases, { name: "mini", label: "mini", command, lacks: {} });
    return results.filter(({ verdict }) => verdict === "failed").map(({ number, title }) => `${number} ${title}`);
  }

  test("without a flaw holds what it serves", async () => {
    expect(cases).toHaveLength(served.length);
    expect(await failuresOf("none")).toEqual([]);
  });

  test.each([...flaws])("that %s fails exactly where it must", async (flaw) => {
    expect(await failuresOf(flaw)).toEqual([...noticed[flaw]]);
  });
});

describe("a result", () => {
  const nothing: RuntimeUnderTest = { name: "nothing", label: "nothing", command: ["/bin/true"], lacks: {} };
  const testCase = conformanceCases.find((candidate) => candidate.number === "F29");

  async function resultFor(runtime: RuntimeUnderTest, changes: object): Promise<CaseResult> {
    if (testCase === undefined) throw new Error("the table has no F29");
    return runCase({ ...testCase, ...changes }, runtime);
  }

  test("of a runtime that ends at once is a failure, and never a rejection", async () => {
    expect((await resultFor(nothing, {})).verdict).toBe("failed");
  });

  test("of a known difference says why", async () => {
    const result = await resultFor(nothing, { differs: { nothing: "it does nothing" } });
    expect([result.verdict, result.reason]).toEqual(["differs", "it does nothing"]);
  });

  test("of what a runtime lacks is not applicable, and nothing is started", async () => {
    const result = await resultFor(
      { ...nothing, command: ["/nowhere"], lacks: { fetch: "no HTTP" } },
      { requires: "fetch" },
    );
    expect([result.verdict, result.reason]).toEqual(["not applicable", "no HTTP"]);
  });
});
