import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { functions } from "../manifest/functions.ts";

const link = { SST_RESOURCE_App: '{"name":"draht","stage":"test"}', SST_RESOURCE_Table: '{"name":"draht-test-Table"}' };
const aws = { AWS_REGION: "eu-central-1", AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "hunter2" };

/** Loads an entry in a process of its own, with nothing in the environment but what is given, as in Lambda's init. */
async function load(entry: string, environment: Record<string, string>) {
  const script = `
    try { console.log(typeof (await import(${JSON.stringify(join(import.meta.dir, entry))})).handler); }
    catch (error) { console.log(error.code, error.message); }
  `;
  const child = Bun.spawn([process.execPath, "-e", script], { env: environment, stdin: "ignore", stderr: "inherit" });
  return (await new Response(child.stdout).text()).trim();
}

test("there is one entry for each function", async () => {
  const files = (await readdir(import.meta.dir)).filter((file) => !file.endsWith(".test.ts"));
  const handlers = files.map((file) => `functions/entries/${file.replace(/\.ts$/, "")}.handler`);
  expect(handlers.sort()).toEqual(functions.map(({ handler }) => handler).sort());
});

describe("init", () => {
  test.each(["get-health.ts", "not-found.ts"])("of %s needs neither link nor AWS", async (entry) => {
    expect(await load(entry, {})).toBe("function");
  });

  test("of a category's function needs the link and AWS, and asks nobody", async () => {
    expect(await load("create-category.ts", { ...link, ...aws })).toBe("function");
  });

  test.each([
    [
      "the table is not linked",
      { ...aws, SST_RESOURCE_App: link.SST_RESOURCE_App },
      'TABLE_NOT_LINKED This function is not linked to the table "Table".',
    ],
    ["nothing is linked", aws, 'TABLE_NOT_LINKED This function is not linked to the table "Table".'],
    ["there is no region", { ...link, ...aws, AWS_REGION: "" }, "REGION_MISSING No AWS region is known."],
    [
      "there are no credentials",
      { ...link, AWS_REGION: "eu-central-1" },
      "CREDENTIALS_MISSING No AWS credentials are known.",
    ],
  ])("fails when %s", async (_what, environment, message) => {
    const output = await load("create-category.ts", environment);
    expect(output).toStartWith(message);
    expect(output).not.toContain("hunter2");
  });
});
