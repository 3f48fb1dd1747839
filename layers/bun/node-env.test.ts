import { expect, test } from "bun:test";
import { buildLayer } from "./build-layer.ts";
import { hostTarget } from "./layer-target.ts";
import { RuntimeProcess } from "./testing/runtime-process.ts";

const { bootstrap } = await buildLayer(hostTarget());

const source = `
  const atStart = process.env.NODE_ENV ?? null;
  exports.handler = async () => {
    process.env.NODE_ENV ||= "assigned";
    return [atStart, process.env.NODE_ENV];
  };
`;

test.each([
  ["is not set where the function does not set it", {}, [null, "assigned"]],
  ["is what the function sets", { NODE_ENV: "production" }, ["production", "production"]],
])("NODE_ENV of code that was not bundled %s", async (_what, environment, expected) => {
  await using runtime = await RuntimeProcess.start({
    command: [bootstrap],
    files: { "index.js": source },
    environment,
  });
  expect(JSON.parse((await runtime.invoke({})).text)).toEqual(expected);
});
