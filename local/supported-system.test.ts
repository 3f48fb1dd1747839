import { expect, test } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "./start-error.ts";
import { requireSupportedSystem } from "./supported-system.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

test.each(["linux", "darwin"] as const)("%s is supported", (platform) => {
  expect(() => requireSupportedSystem(platform)).not.toThrow();
});

test("Windows is not", () => {
  expect(() => requireSupportedSystem("win32")).toThrow(StartError);
});

test("the start command ends with one line on Windows", async () => {
  await using folder = await temporaryFolder();
  const windows = join(folder.path, "windows.ts");
  await writeFile(windows, `Object.defineProperty(process, "platform", { value: "win32" });`);

  const start = join(import.meta.dirname, "start.ts");
  const { exitCode, stdout, stderr } = Bun.spawnSync([process.execPath, "--preload", windows, start, "--memory"]);

  expect(stderr.toString()).toBe("Windows is not supported: use WSL.\n");
  expect([stdout.toString(), exitCode]).toEqual(["", 1]);
});
