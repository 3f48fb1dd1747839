import { expect, test } from "bun:test";
import { join } from "node:path";

/** What a program that uses an event loop prints, and how it ends. */
async function run(code: string): Promise<string[]> {
  const path = JSON.stringify(join(import.meta.dir, "event-loop.ts"));
  const program = `import { EventLoop } from ${path}; const loop = new EventLoop(); void (async () => { ${code} })();`;
  const child = Bun.spawn([process.execPath, "--no-install", "-e", program], { stdout: "pipe", stderr: "inherit" });
  const output = await child.stdout.text();
  return [...output.trim().split("\n"), `exit ${await child.exited}`];
}

test("a promise that something can still settle is waited for", async () => {
  expect(await run("console.log(await loop.settles(Bun.sleep(5))); process.exit(3);")).toEqual(["true", "exit 3"]);
});

test("one that nothing can settle is given up, and the process goes on", async () => {
  const code = "console.log(await loop.settles(new Promise(() => {}))); setTimeout(() => process.exit(3), 1);";
  expect(await run(code)).toEqual(["false", "exit 3"]);
});

test("held, the process lives although nothing happens", async () => {
  const code =
    "loop.hold(); setTimeout(() => {}, 1); process.on('beforeExit', () => console.log('idle')); setTimeout(() => { console.log('alive'); process.exit(3); }, 20).unref();";
  expect(await run(code)).toEqual(["alive", "exit 3"]);
});

test("of two that wait, one that settles leaves the other waiting", async () => {
  const code =
    "const both = Promise.all([loop.settles(Bun.sleep(1)), loop.settles(new Promise(() => {}))]); console.log(JSON.stringify(await both)); process.exit(3);";
  expect(await run(code)).toEqual(["[true,false]", "exit 3"]);
});
