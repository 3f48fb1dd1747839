import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { createCategoryRoute, listCategoriesRoute } from "../categories/routes.ts";
import { authorizer } from "../manifest/authorizer.ts";
import type { LambdaFunctionManifest } from "../manifest/function.ts";
import { functions } from "../manifest/functions.ts";
import { newSecret } from "../manifest/new-secret.ts";

const app = { SST_RESOURCE_App: '{"name":"draht","stage":"test"}' };
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

/** What SST links to a function. */
function linksOf({ tables, secrets = [] }: LambdaFunctionManifest): Record<string, string> {
  return Object.fromEntries([
    ...tables.map(({ table }) => [`SST_RESOURCE_${table}`, JSON.stringify({ name: `draht-test-${table}` })]),
    ...secrets.map((name) => [`SST_RESOURCE_${name}`, JSON.stringify({ value: newSecret(name, "test") })]),
  ]);
}

function administratorToken(value: string): Record<string, string> {
  return { SST_RESOURCE_AdminToken: JSON.stringify({ value }) };
}

const link = { ...app, ...linksOf(createCategoryRoute) };

test("there is one entry for each function", async () => {
  const files = (await readdir(import.meta.dir)).filter((file) => !file.endsWith(".test.ts"));
  const handlers = files.map((file) => `functions/entries/${file.replace(/\.ts$/, "")}.handler`);
  expect(handlers.sort()).toEqual(functions.map(({ handler }) => handler).sort());
});

describe("init", () => {
  test.each(["get-health.ts", "not-found.ts"])("of %s needs neither link nor AWS", async (entry) => {
    expect(await load(entry, {})).toBe("function");
  });

  test.each(functions.map((fn) => [fn.name, fn] as const))(
    "of %s needs the tables and secrets that it declares, and asks nobody",
    async (_name, fn) => {
      const entry = `${basename(fn.handler, ".handler")}.ts`;
      const environment = fn.tables.length === 0 ? app : { ...app, ...linksOf(fn), ...aws };
      expect(await load(entry, environment)).toBe("function");
    },
  );

  test.each([
    [
      "the table is not linked",
      { ...aws, ...app },
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

  describe("of the authorizer", () => {
    const linked = { ...app, ...aws, ...linksOf({ ...authorizer, secrets: [] }) };
    const token = newSecret("AdminToken", "test");

    test.each([
      ["is missing", {}, 'SECRET_NOT_LINKED This function is not linked to the secret "AdminToken".'],
      ["is none", administratorToken("hunter2"), "SECRET_MALFORMED The secret AdminToken is no API token."],
      ["was cut", administratorToken(token.slice(0, -1)), "SECRET_MALFORMED The secret AdminToken is no API token."],
      [
        "is of another stage",
        administratorToken(newSecret("AdminToken", "prod")),
        "SECRET_MALFORMED The secret AdminToken is an API token of another stage.",
      ],
    ])("fails when the administrator's token %s, and says how to make one", async (_what, environment, message) => {
      const output = await load("authorizer.ts", { ...linked, ...environment });
      expect(output).toStartWith(message);
      expect(output).not.toContain("hunter2");
      expect(output).not.toMatch(/draht_[^_]+_/);
    });
  });

  const withoutSecret = { ...app, ...aws, ...linksOf({ ...listCategoriesRoute, secrets: [] }) };
  test.each([
    [
      "a secret is not linked",
      withoutSecret,
      'SECRET_NOT_LINKED This function is not linked to the secret "CursorKey".',
    ],
    [
      "a secret is malformed",
      { ...withoutSecret, SST_RESOURCE_CursorKey: '{"value":"hunter2"}' },
      'SECRET_MALFORMED The secret "CursorKey" must be 32 bytes in base64.',
    ],
  ])("fails when %s", async (_what, environment, message) => {
    const output = await load("list-categories.ts", environment);
    expect(output).toStartWith(message);
    expect(output).not.toContain("hunter2");
  });
});
