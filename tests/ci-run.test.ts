import { expect, test } from "bun:test";
import { chmod, cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../local/testing/temporary-folder.ts";
import { repositoryRoot } from "./clone.ts";

const passes = testFile("passes", "");
const fails = testFile("fails", `throw new Error("what went wrong");`);
// Its first run leaves a file, by which the second passes.
const flaky = testFile(
  "is flaky",
  `const seen = Bun.file(import.meta.file + ".seen");
   if (await seen.exists()) return;
   await Bun.write(seen, "");
   throw new Error("only once");`,
);

interface Decision {
  readonly exitCode: number;
  readonly last: string;
  /** What is printed below a heading, until the next one. */
  readonly below: (heading: string) => string;
}

test("what passes lands, and each run of the tests counts", async () => {
  const { exitCode, last } = await decide({ "a.test.ts": passes, "b.test.ts": passes });
  expect(last).toBe("8 passed, 0 failed");
  expect(exitCode).toBe(0);
});

test("a test that fails twice does not land; its file and its error stand at the end", async () => {
  const { exitCode, last, below } = await decide({ "a.test.ts": passes, "b.test.ts": fails });
  expect(below("failed")).toContain("b.test.ts: (fail) fails");
  expect(below("failed")).toContain("what went wrong");
  expect(below("failed")).not.toContain("a.test.ts:");
  expect(last).toBe("6 passed, 2 failed");
  expect(exitCode).toBe(1);
});

test("among many tests, only the files with a failure stand at the end", async () => {
  const many = passes.repeat(30).replaceAll(`import { test } from "bun:test";`, "");
  const files = ["a", "c", "d", "e"].map((name) => [`${name}.test.ts`, `import { test } from "bun:test"; ${many}`]);
  const { below } = await decide({ ...Object.fromEntries(files), "b.test.ts": fails });
  expect(below("failed").match(/^\S+\.test\.ts:/gm)).toEqual(["b.test.ts:", "b.test.ts:"]);
  expect(below("failed")).not.toContain("(pass)");
});

test("a flaky test lands, and is named with its error", async () => {
  const { exitCode, last, below } = await decide({ "a.test.ts": passes, "b.test.ts": flaky });
  expect(below("flaky: failed once, then passed alone")).toContain("b.test.ts: (fail) is flaky");
  expect(below("flaky: failed once, then passed alone")).toContain("only once");
  expect(last).toBe("8 passed, 0 failed");
  expect(exitCode).toBe(0);
});

test("a flaky test beside one that fails twice does not land", async () => {
  const { exitCode, last } = await decide({ "a.test.ts": flaky, "b.test.ts": fails });
  expect(last).toBe("5 passed, 3 failed");
  expect(exitCode).toBe(1);
});

test("many failures are a broken change, and not tried again", async () => {
  const files = ["a", "b", "c", "d"].map((name) => [`${name}.test.ts`, flaky] as const);
  const { exitCode, last } = await decide(Object.fromEntries(files));
  expect(last).toBe("8 passed, 4 failed");
  expect(exitCode).toBe(1);
});

test("a file that cannot be loaded does not land", async () => {
  const { exitCode, below } = await decide({ "a.test.ts": passes, "b.test.ts": `throw new Error("at its top");` });
  expect(below("failed")).toContain("at its top");
  expect(exitCode).toBe(1);
});

test("a file that cannot be loaded is not taken for a flaky test beside it", async () => {
  const { exitCode, below } = await decide({ "a.test.ts": flaky, "b.test.ts": `throw new Error("at its top");` });
  expect(below("failed")).toContain("at its top");
  expect(exitCode).toBe(1);
});

test("a hook that fails once is flaky, too", async () => {
  const source = flaky
    .replace("import { test }", "import { beforeAll, test }")
    .replace('test("is flaky", ', "beforeAll(");
  const { exitCode, last } = await decide({ "a.test.ts": `${source} test("passes", () => {});` });
  expect(last).toBe("6 passed, 0 failed");
  expect(exitCode).toBe(0);
});

test("a test that is gone when its file runs again is not flaky", async () => {
  const source = `import { existsSync } from "node:fs"; import { test } from "bun:test"; test("passes", () => {});
    if (!existsSync("again")) test("fails", async () => { await Bun.write("again", ""); throw new Error("what went wrong"); });`;
  const { exitCode, below } = await decide({ "a.test.ts": source });
  expect(below("failed")).toContain("what went wrong");
  expect(exitCode).toBe(1);
});

test("tests whose process is killed do not land", async () => {
  const { exitCode, below } = await decide({
    "a.test.ts": passes,
    "b.test.ts": testFile("kills", `process.kill(process.pid, "SIGKILL");`),
  });
  expect(below("failed")).toContain("b.test.ts (worker crashed: SIGKILL)");
  expect(exitCode).toBe(1);
});

test("a registry that is out of reach for a moment refuses nothing", async () => {
  const { exitCode, last } = await decide(
    { "a.test.ts": passes },
    { "sst:install": "test -e tried || { touch tried; false; }" },
  );
  expect(last).toBe("6 passed, 0 failed");
  expect(exitCode).toBe(0);
});

test("without its packages nothing lands", async () => {
  const { exitCode, last } = await decide({ "a.test.ts": passes }, { "sst:install": "false" });
  expect(last).toBe("5 passed, 1 failed");
  expect(exitCode).toBe(1);
});

test("no tests at all do not land", async () => {
  const { exitCode, last } = await decide({});
  expect(last).toBe("4 passed, 2 failed");
  expect(exitCode).toBe(1);
});

test("a static check that fails does not land, and shows its end", async () => {
  const { exitCode, last, below } = await decide(
    { "a.test.ts": passes },
    { lint: "echo no-floating-promises; exit 3" },
  );
  expect(below("failed")).toContain("no-floating-promises");
  expect(last).toBe("5 passed, 1 failed");
  expect(exitCode).toBe(1);
});

/** A test file with one test. */
function testFile(name: string, body: string): string {
  return `import { test } from "bun:test"; test("${name}", async () => { ${body} });`;
}

/** `.ci/run` itself over other tests and checks; `npx` gives it this Bun, and `sleep` takes no time. */
async function decide(
  tests: Readonly<Record<string, string>>,
  checks: Readonly<Record<string, string>> = {},
): Promise<Decision> {
  await using project = await temporaryFolder();
  const path = (...parts: string[]): string => join(project.path, ...parts);
  await cp(join(repositoryRoot, ".ci"), path(".ci"), { recursive: true });
  await Bun.write(path("scripts", "install.ts"), "");
  const scripts = {
    "sst:install": "true",
    "build:layer": "true",
    "format:check": "true",
    lint: "true",
    types: "true",
    test: "bun test --parallel",
    ...checks,
  };
  await Bun.write(path("package.json"), JSON.stringify({ scripts }));
  for (const [file, source] of Object.entries(tests)) await Bun.write(path(file), source);
  await mkdir(path("bin"));
  const programs = { npx: `shift 2\nexec '${process.execPath}' "$@"`, sleep: "" };
  for (const [program, body] of Object.entries(programs)) {
    await Bun.write(path("bin", program), `#!/bin/sh\n${body}\n`);
    await chmod(path("bin", program), 0o755);
  }

  const { CI: _, ...environment } = process.env;
  const run = Bun.spawn(["bash", path(".ci", "run")], {
    cwd: project.path,
    env: { ...environment, PATH: `${path("bin")}:${process.env["PATH"]}`, TMPDIR: project.path },
    stdout: "pipe",
    stderr: "ignore",
  });
  const output = (await run.stdout.text()).trimEnd();
  const sections = output.split(/^== /m);
  const below = (heading: string): string => sections.find((section) => section.startsWith(`${heading}\n`)) ?? "";
  return { exitCode: await run.exited, last: output.slice(output.lastIndexOf("\n") + 1), below };
}
