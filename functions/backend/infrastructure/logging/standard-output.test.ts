import { expect, test } from "bun:test";
import { join } from "node:path";

const modulePath = join(import.meta.dir, "standard-output.ts");

async function run(script: string): Promise<string> {
  const child = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "inherit", stdin: "ignore" });
  const output = await new Response(child.stdout).text();
  expect(await child.exited).toBe(0);
  return output;
}

test("writes each line whole and in order, and loses none at the end of the process", async () => {
  const output = await run(`
    const { StandardOutput } = await import(${JSON.stringify(modulePath)});
    const output = new StandardOutput();
    for (let index = 0; index < 1000; index += 1) output.writeLine("line " + index + " " + "x".repeat(200));
  `);
  const expected = Array.from({ length: 1000 }, (_, index) => `line ${index} ${"x".repeat(200)}`);
  expect(output.trimEnd().split("\n")).toEqual(expected);
});

test("a line is out as soon as it is written, whatever has been done to the console", async () => {
  const output = await run(`
    const { StandardOutput } = await import(${JSON.stringify(modulePath)});
    console.log = () => {};
    new StandardOutput().writeLine("written");
    process.exit(0);
  `);
  expect(output).toBe("written\n");
});
