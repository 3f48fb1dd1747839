import { expect, test } from "bun:test";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { findJava, parseMajorVersion } from "./java.ts";

test.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['openjdk version "21" 2023-09-19', 21],
  ['java version "1.8.0_392"', 8],
  ["The operation couldn’t be completed. Unable to locate a Java Runtime.", 0],
  ["", 0],
])("reads %p as version %i", (output, version) => {
  expect(parseMajorVersion(output)).toBe(version);
});

async function fakeJava(folder: string, version: string, code = 0): Promise<string> {
  await mkdir(folder, { recursive: true });
  const java = join(folder, "java");
  await writeFile(java, `#!/bin/sh\necho 'openjdk version "${version}"' >&2\nexit ${code}\n`);
  await chmod(java, 0o755);
  return java;
}

test("JAVA_HOME goes before PATH, and a Java that is too old or does not run is passed over", async () => {
  await using folder = await temporaryFolder();
  const home = (name: string) => join(folder.path, name);
  const old = await fakeJava(join(home("old"), "bin"), "11.0.2");
  const broken = await fakeJava(join(home("broken"), "bin"), "21", 1);
  const young = await fakeJava(join(home("new"), "bin"), "21.0.1");

  expect(await findJava({ JAVA_HOME: home("new"), PATH: dirname(old) })).toBe(young);
  expect(await findJava({ JAVA_HOME: home("old"), PATH: dirname(young) })).toBe(young);
  expect(await findJava({ JAVA_HOME: home("missing"), PATH: dirname(broken) })).toBeUndefined();
  expect(await findJava({})).toBeUndefined();
});
