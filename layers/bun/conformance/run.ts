import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runMain } from "../run-main.ts";
import { UsageError } from "../usage-error.ts";
import { conformanceCases } from "./cases.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { isContractNumber } from "./contract.ts";
import { markdownReport } from "./markdown-report.ts";
import type { Column } from "./markdown-report.ts";
import { NodeRicError } from "./node-ric.ts";
import { formatResult, summaryOf } from "./report.ts";
import { runSuite } from "./run-suite.ts";
import { runtimeUnderTest } from "./runtime-under-test.ts";

const markdownFile = resolve(import.meta.dir, "../../../docs/runtime-conformance.md");

const help = `Puts a Lambda runtime through every case of the runtime contract and prints which hold.

Usage: bun run conformance [options]

  --runtime ours|node-ric|COMMAND  what to run; ours is the default and is built first. COMMAND is the path of a
                                   bootstrap or a command line. May be given several times.
  --only F32,I40,K                 only these numbers, or whole sections by their letter
  --json                           results as JSON
  --markdown                       also write docs/runtime-conformance.md, for ours and node-ric where none is named
  --help                           this text

The exit code is 1 when a case fails for ours.
`;

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runtime: { type: "string", multiple: true },
      only: { type: "string" },
      json: { type: "boolean", default: false },
      markdown: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  if (values.markdown && values.only !== undefined)
    throw new UsageError("--markdown writes the whole table: leave out --only.");
  const names = values.runtime ?? (values.markdown ? ["ours", "node-ric"] : ["ours"]);
  const cases = selectCases(values.only);
  const columns: Column[] = [];
  for (const name of names) columns.push(await run(name, cases, values.json));
  if (values.json)
    console.log(
      JSON.stringify(
        columns.map(({ runtime, results }) => ({ runtime: runtime.name, results })),
        null,
        2,
      ),
    );
  if (values.markdown) {
    await Bun.write(markdownFile, markdownReport(columns, new Date()));
    console.error(`Written: ${markdownFile}`);
  }
  const failed = columns.some(
    ({ runtime, results }) => runtime.name === "ours" && results.some(({ verdict }) => verdict === "failed"),
  );
  if (failed) process.exitCode = 1;
}

async function run(name: string, cases: readonly ConformanceCase[], quiet: boolean): Promise<Column> {
  const runtime = await runtimeUnderTest(name, (line) => console.error(line));
  const results = await runSuite(cases, runtime, ({ number, title }) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${number} ${title}`.slice(0, 100));
  });
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
  if (!quiet) console.log([runtime.label, "", ...results.map(formatResult), "", summaryOf(results), ""].join("\n"));
  return { runtime, results };
}

/** @throws UsageError for what is neither a number nor a section of the contract. */
function selectCases(only: string | undefined): readonly ConformanceCase[] {
  if (only === undefined) return conformanceCases;
  const wanted = only.split(",").map((name) => name.trim().toUpperCase());
  const unknown = wanted.find(
    (name) => !isContractNumber(name) && !conformanceCases.some(({ number }) => number[0] === name),
  );
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}: the contract has no such number or section.`);
  return conformanceCases.filter(({ number }) => wanted.includes(number) || wanted.includes(number[0] ?? ""));
}

await runMain(main, [NodeRicError]);
