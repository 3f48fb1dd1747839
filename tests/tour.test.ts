import { expect, test } from "bun:test";
import { join } from "node:path";
import { startTestApi } from "../local/testing/test-api.ts";
import { repositoryRoot } from "./clone.ts";
import { codeBlocks, shownCommands } from "./markdown-code.ts";
import { runInOneShell } from "./shell-session.ts";

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const timestamp = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\b/g;
const cursor = /"nextCursor":"[\w-]+"/g;

/** What two runs have in common: ids, times and cursors are never the same. */
function masked(output: string): string {
  return output
    .replaceAll(uuid, "<uuid>")
    .replaceAll(timestamp, "<time>")
    .replaceAll(cursor, '"nextCursor":"<cursor>"')
    .trim();
}

test("every command of the tour gets the shown answer", async () => {
  const tour = await Bun.file(join(repositoryRoot, "docs", "tour.md")).text();
  const blocks = codeBlocks(tour).filter(({ language }) => language === "console");
  const shown = blocks.flatMap(shownCommands);
  expect(shown.length).toBeGreaterThan(25);

  await using api = await startTestApi();
  const { url, adminToken, functionUrls } = api;
  const outputs = await runInOneShell(shown, {
    DRAHT_URL: url,
    DRAHT_TOKEN: adminToken,
    DRAHT_STREAM_URL: functionUrls["streamTranscript"] ?? "",
  });
  for (const [index, { command, output }] of shown.entries()) {
    expect({ command, answer: masked(outputs[index] ?? "") }).toEqual({ command, answer: masked(output) });
  }
});
