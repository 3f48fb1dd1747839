/**
 * Runs the site for development, with every edit seen at once: `bun run start:web`, or `sst dev`, which links the API that
 * is deployed. Arguments are those of `next dev`; `--port 3000` is its default.
 */
import { devEnvironment } from "./dev-environment.ts";
import { siteFolder } from "./site-folder.ts";

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
  { cwd: siteFolder, env: devEnvironment(process.env), stdio: ["inherit", "inherit", "inherit"] },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => next.kill(signal));
process.exitCode = await next.exited;
