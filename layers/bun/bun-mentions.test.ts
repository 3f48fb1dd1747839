import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { mentionedVersions, readMentioningFiles, withVersion } from "./bun-mentions.ts";
import { repository } from "./bun-package.ts";
import { pinnedRelease } from "./bun-release.ts";

describe("what names the version of Bun", () => {
  test.each([
    ["package.json", `"engines": { "bun": "1.0.0" }, "packageManager": "bun@1.0.0"`, 2],
    ["package.json", `"bun-types": "1.0.0", "bundle": "1.0.0"`, 1],
    [".ci/run", `readonly bun="npx -y bun@1.0.0"`, 1],
    ["README.md", "Bun 1.0.0 · SST 4.17.1", 1],
    ["README.md", "`npx -y bun@1.0.0 run start`, then `bun-1.0.0-arm64.zip`", 2],
    ["README.md", "Measured on 2026-11-22:\nBun 1.0.0, 2 cores.", 0],
    ["README.md", "Measured on 2026-11-22.\n\nWith Bun 1.0.0 on your PATH", 1],
    ["README.md", "esbuild 1.0.0, a Bunny 1.0.0", 0],
  ])("%s: %j, %d times", (file, text, count) => {
    expect(mentionedVersions(file, text)).toEqual(Array.from({ length: count }, () => "1.0.0"));
    expect(mentionedVersions(file, withVersion(file, text, "2.10.3"))).toEqual(
      Array.from({ length: count }, () => "2.10.3"),
    );
  });

  test("says nowhere another version than the pinned one", async () => {
    const texts = await readMentioningFiles(repository);

    const others = [...texts].flatMap(([file, text]) =>
      mentionedVersions(file, text)
        .filter((version) => version !== pinnedRelease.version)
        .map((version) => `${file}: ${version}`),
    );

    expect(others).toEqual([]);
    expect([...texts.keys()]).toContain("package.json");
    expect(mentionedVersions("package.json", texts.get("package.json") ?? "")).toHaveLength(3);
  });

  test("is no workflow, for a workflow could not change it", async () => {
    for await (const path of new Bun.Glob(".github/**/*.yml").scan({ cwd: repository, dot: true })) {
      expect([path, mentionedVersions("any", await Bun.file(join(repository, path)).text())]).toEqual([path, []]);
    }
  });
});
