import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { toRequestRecord } from "../functions/http/request-record.ts";
import { accessLogFormat } from "../stacks/access-log.ts";
import { stageFacts } from "../stacks/stage.ts";
import { type Artefacts, emptyArtefacts } from "../stacks/testing/artefacts.ts";
import { physicalName, resourcesOfType } from "../synth/resources.ts";
import { synthesise } from "../synth/synthesise.ts";
import { repositoryRoot } from "./clone.ts";
import { codeBlocks } from "./markdown-code.ts";

const guide = await Bun.file(join(repositoryRoot, "docs", "operations.md")).text();

/** The cells of each line of a table that begins with one of these names, in backquotes or not. */
function rows(heading: string): string[][] {
  const section = guide.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Names of variables, each once, sorted. */
function settingsIn(text: string): string[] {
  return [...new Set(text.match(/\bDRAHT_(?!TOKEN)[A-Z_]+|\bAWS_(?:ROLE_ARN|REGION)/g))].sort();
}

describe("the operations guide", () => {
  test("tells the facts of each stage", () => {
    const wanted = ["dev", "test", "prod", "production", "any other"].map((name) => {
      const { subdomain, protect, pointInTimeRecovery, deletionProtection, ...facts } = stageFacts(name);
      expect(deletionProtection).toBe(pointInTimeRecovery);
      const { requestsPerSecond, burst } = facts.throttling;
      return [
        name === "any other" ? name : `\`${name}\``,
        subdomain === undefined ? "none" : subdomain === "" ? "apex" : `\`${subdomain}.\``,
        protect ? "refused" : "deletes all",
        pointInTimeRecovery ? "protected, 35 days" : "unprotected",
        `${facts.logRetentionDays} days`,
        facts.monitored ? "yes" : "no",
        `${requestsPerSecond}, ${burst.toLocaleString("en")}`,
      ];
    });
    expect(rows("Stages")).toEqual(wanted);
  });

  test("names the settings that there are, and no other", async () => {
    const sources = ["stacks/settings.ts", ".github/workflows/deploy.yml", ".github/workflows/preview.yml"];
    const texts = await Promise.all(sources.map((path) => Bun.file(join(repositoryRoot, path)).text()));
    expect(settingsIn(guide)).toEqual(settingsIn(texts.join("\n")));
  });

  test("queries fields that log lines have", () => {
    const queries = codeBlocks(guide).filter(({ language }) => language === "text");
    expect(queries.length).toBeGreaterThan(5);
    for (const { text } of queries) {
      const words = text.replaceAll(/"[^"]*"/g, "").match(/(?<!\w)@?[a-zA-Z_][\w.]*/g) ?? [];
      expect(words.filter((word) => !known.has(word))).toEqual([]);
    }
  });

  test("links to headings that it has", () => {
    const headings = [...guide.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
    const anchors = new Set(headings.map((heading) => heading.toLowerCase().replaceAll(" ", "-")));
    const links = [...guide.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  });
});

const record = toRequestRecord({
  invocation: {
    requestId: "request-1",
    operationId: "getThing",
    usage: { capacityUnits: 1, throttles: 1 },
    remainingMilliseconds: () => 0,
  },
  functionName: "draht-dev-getThing",
  method: "GET",
  status: 503,
  code: "overloaded",
  tokenId: "token-1",
  latencyMilliseconds: 1,
  coldStart: false,
  time: 0,
});

/** What a query may consist of: the language's own words, and the fields of what is logged. */
const known: ReadonlySet<string> = new Set(
  [
    ["fields", "filter", "stats", "sort", "by", "desc", "and", "count", "avg", "max", "sum", "pct", "bin"],
    ["@timestamp", "@log"],
    Object.keys(record),
    // The logger's own, and what the authorizer says.
    ["message", "error.type", "error.code", "error.message", "error.stack.0", "reason"],
    Array.from(accessLogFormat.matchAll(/"(\w+)":/g), ([, name = ""]) => name),
    // Source: AWS documentation, "Lambda Telemetry API Event schema reference", "platform.report".
    ["type", "record.metrics.durationMs", "record.metrics.initDurationMs", "record.metrics.maxMemoryUsedMB"],
  ].flat(),
);

describe("what the guide says of prod's resources", () => {
  let artefacts: Artefacts;
  beforeAll(async () => {
    artefacts = await emptyArtefacts();
  });
  afterAll(() => artefacts[Symbol.asyncDispose]());

  test("is so: every alarm is explained, and log groups have the names that are given", async () => {
    const synthesis = await synthesise({ stage: "prod", environment: { DRAHT_ARTEFACTS: artefacts.folder } });
    const names = (type: string) => resourcesOfType(synthesis, type).map(physicalName);

    const explained = rows("Alarms").map(([name = ""]) => name.replaceAll("`", "").replace(/<\w+>/, "[a-zA-Z]+"));
    const alarms = names("aws:cloudwatch/metricAlarm:MetricAlarm");
    const of = (pattern: string) => alarms.filter((alarm) => new RegExp(`^draht-prod-${pattern}$`).test(alarm));
    expect(alarms.filter((alarm) => !explained.some((pattern) => of(pattern).includes(alarm)))).toEqual([]);
    expect(explained.filter((pattern) => of(pattern).length === 0)).toEqual([]);

    const groups = rows("Logs").map(([name = ""]) =>
      name.replaceAll("`", "").replace("<stage>", "prod").replace(/<\w+>/, "\\w+"),
    );
    const isNamed = (group: string) => groups.some((pattern) => new RegExp(`^${pattern}$`).test(group));
    expect(names("aws:cloudwatch/logGroup:LogGroup").filter((group) => !isNamed(group))).toEqual([]);
  });
});
