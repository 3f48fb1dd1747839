import { expect, test } from "bun:test";
import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { secrets } from "../functions/manifest/secrets.ts";
import { loadSecrets, secretFile } from "./secrets.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

test("every secret is made once, as its purpose says, and read again afterwards", async () => {
  await using data = await temporaryFolder();
  const folder = join(data.path, "secrets");
  const made = await loadSecrets(folder);

  expect([...made.keys()]).toEqual(secrets.map(({ name }) => name));
  expect(made.get("AdminToken")).toMatch(/^draht_local_/);
  expect(Buffer.from(made.get("CursorKey") ?? "", "base64")).toHaveLength(32);
  expect(await loadSecrets(folder)).toEqual(made);
});

test("only the user can read them", async () => {
  await using data = await temporaryFolder();
  const folder = join(data.path, "secrets");
  await loadSecrets(folder);

  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const names = await readdir(folder);
  expect(names.sort()).toEqual(secrets.map(({ name }) => name).sort());
  for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test("one that is missing is made, and the others stay", async () => {
  await using data = await temporaryFolder();
  await writeFile(secretFile(data.path, "CursorKey"), "mine\n");

  const loaded = await loadSecrets(data.path);
  expect(loaded.get("CursorKey")).toBe("mine");
  expect(loaded.get("AdminToken")).toMatch(/^draht_local_/);
});

test("many starts at the same time have the same ones", async () => {
  await using data = await temporaryFolder();
  const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => loadSecrets(data.path)));
  for (const other of others) expect(other).toEqual(first ?? new Map());
  expect(await readdir(data.path)).toHaveLength(secrets.length);
});
