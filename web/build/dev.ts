/**
 * Runs the site for development, with every edit seen at once: `bun run start:web`, or `sst dev`, which links the API that
 * is deployed. Arguments are those of `next dev`; `--port 3000` is its default.
 */
import { defaultPort } from "../../local/command-line.ts";
import { siteFolder } from "./site-folder.ts";

/** What SST sets for a linked site, with the API that `bun run start` runs. */
const localLinks = {
  SST_RESOURCE_App: JSON.stringify({ name: "draht", stage: "local" }),
  SST_RESOURCE_Api: JSON.stringify({ type: "sst.aws.ApiGatewayV2", url: `http://127.0.0.1:${defaultPort}` }),
};

const next = Bun.spawn(
  [
    process.execPath,
    "--bun",
    "node_modules/next/dist/bin/next",
    "dev",
    "--hostname",
    "127.0.0.1",
    ...Bun.argv.slice(2),
  ],
  {
    cwd: siteFolder,
    env: { ...localLinks, NEXT_TELEMETRY_DISABLED: "1", ...process.env },
    stdio: ["inherit", "inherit", "inherit"],
  },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => next.kill(signal));
process.exitCode = await next.exited;
