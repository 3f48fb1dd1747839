import { expect, test } from "bun:test";
import { buildLayer } from "./build-layer.ts";
import { hostTarget } from "./layer-target.ts";
import { RuntimeProcess } from "./testing/runtime-process.ts";

const { bootstrap } = await buildLayer(hostTarget());

const child = `process.send?.("forked"); console.log("child of", process.argv.slice(2).join(" "));`;

const starts: [string, string][] = [
  [
    "child_process.fork",
    `new Promise((done) => require("node:child_process").fork(child, { silent: true }).on("message", done))`,
  ],
  [
    "child_process.spawnSync",
    `require("node:child_process").spawnSync(process.execPath, [child, "a"]).stdout.toString()`,
  ],
  ["Bun.spawn", `new Response(Bun.spawn([process.execPath, child, "a"]).stdout).text()`],
  [
    "Bun.spawn without an environment",
    `new Response(Bun.spawn([process.execPath, child, "a"], { env: {} }).stdout).text()`,
  ],
];

test.each(starts)(
  "a function that starts process.execPath by %s gets Bun, not a second runtime",
  async (_way, start) => {
    await using runtime = await RuntimeProcess.start({
      command: [bootstrap],
      files: {
        "index.js": `const child = require("node:path").join(__dirname, "child.js"); exports.handler = async () => ${start};`,
        "child.js": child,
      },
      handler: "index.handler",
    });
    const { text } = await runtime.invoke({});
    expect(text).toMatch(/^"(forked|child of a\\n)"$/);
    // One more answer: a second runtime would have taken this invocation.
    expect((await runtime.invoke({})).text).toBe(text);
  },
);
