import { relative } from "node:path";
import { parseArgs } from "node:util";
import { artefacts, currentDocument, outdated, releasedDocument, releasedFile, toText } from "./artefacts.ts";
import { breakingChanges } from "./breaking-changes.ts";
import { lintDocument } from "./lint.ts";
import { isUsageError } from "./usage-error.ts";

const help = `Makes the OpenAPI document of the API and the types of its client from the manifest.

Usage: bun run openapi [options]

  --check              write nothing; exit code 1 when a file is not up to date
  --release            promise this document to clients: later changes may not break it
  --accept-breaking    with --release: although it breaks what was promised before
  --help               this text

When a change breaks clients, the tests fail and say what breaks. Make the change compatible: a new field, an optional
parameter, a new operation beside the old one. Or break the promise on purpose, in a commit that says why:
bun run openapi --release --accept-breaking
`;

/** @returns the exit code: 0, or 1 with the reasons on standard error. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: "boolean", default: false },
      release: { type: "boolean", default: false },
      "accept-breaking": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (values["accept-breaking"] && !values.release) {
    console.error("--accept-breaking goes with --release.");
    return 2;
  }
  const written = values.check ? await check() : await write();
  return written && values.release ? await release(values["accept-breaking"]) : Number(!written);
}

async function check(): Promise<boolean> {
  const files = await outdated(await artefacts());
  for (const { file } of files) console.error(`${relative("", file)} is not up to date. Run: bun run openapi`);
  return files.length === 0;
}

async function write(): Promise<boolean> {
  const wanted = await artefacts();
  const changed = await outdated(wanted);
  await Promise.all(changed.map(({ file, content }) => Bun.write(file, content)));
  for (const { file } of wanted) {
    console.log(`${relative("", file)} ${changed.some((other) => other.file === file) ? "written" : "unchanged"}`);
  }
  const remarks = await lintDocument(toText(currentDocument()));
  for (const remark of remarks) console.error(remark);
  return remarks.length === 0;
}

async function release(acceptBreaking: boolean): Promise<number> {
  const document = currentDocument();
  const changes = (await Bun.file(releasedFile).exists()) ? breakingChanges(await releasedDocument(), document) : [];
  for (const { operationId, message } of changes) console.error(`${operationId}: ${message}`);
  if (changes.length > 0 && !acceptBreaking) {
    console.error("This breaks clients of the released document. To do so on purpose, add --accept-breaking.");
    return 1;
  }
  await Bun.write(releasedFile, toText(document));
  console.log(`${relative("", releasedFile)} written`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!isUsageError(error)) throw error;
  console.error(`${error.message} (see --help)`);
  process.exitCode = 2;
}
