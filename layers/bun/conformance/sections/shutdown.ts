import { echo } from "../../testing/function-files.ts";
import { response } from "../../testing/runtime-api-stand-in.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { pause, resultOf } from "../scenario.ts";
import { expectEqual, expectMatch, expectThat } from "../unmet-expectation.ts";

const snapshot = { AWS_LAMBDA_INITIALIZATION_TYPE: "snap-start" };
const waitsForNext =
  "Node.js waits at its end for the thread that asks for next: the process ends with the next invocation only";
const noSnapshots = "4.0.2 knows no snapshots";

export const shutdownCases: readonly ConformanceCase[] = [
  {
    number: "L56",
    title: "a SIGTERM listener of the function runs to its end",
    differs: { "node-ric": waitsForNext },
    run: async (start) => {
      await using runtime = await start({
        files: {
          "index.mjs": `process.on("SIGTERM", async () => { ${pause(5)} console.log("connections closed"); process.exit(0); });
            export const handler = async (event) => event;`,
        },
      });
      await runtime.until(() => runtime.api.to("next")[0]);
      runtime.signal("SIGTERM");
      const { code, output } = await runtime.exited();
      expectEqual("exit code", code, 0);
      expectMatch("output", output, /INFO\tconnections closed/);
    },
  },
  {
    number: "L56",
    title: "without a listener SIGTERM ends the process",
    run: async (start) => {
      await using runtime = await start({ files: echo });
      await runtime.until(() => runtime.api.to("next")[0]);
      runtime.signal("SIGTERM");
      await runtime.exited();
      expectEqual("requests", runtime.api.endpoints, ["next"]);
    },
  },
  {
    number: "L57",
    title: "restore/next comes after init and before next",
    differs: { "node-ric": noSnapshots },
    run: async (start) => {
      await using runtime = await start({ files: echo, environment: snapshot });
      expectEqual("result", resultOf(await runtime.invoke(1)), 1);
      expectEqual("requests", runtime.api.endpoints.slice(0, 3), ["restore-next", "next", "response"]);
    },
  },
  {
    number: "L57",
    title: "connections are opened anew after the restore",
    differs: { "node-ric": noSnapshots },
    run: async (start) => {
      await using runtime = await start({ files: echo, environment: snapshot });
      const next = await runtime.until(() => runtime.api.to("next")[0]);
      const [restore] = runtime.api.to("restore-next");
      expectThat(
        "connection of next",
        next.connection,
        "another than restore/next's",
        restore !== undefined && next.connection !== restore.connection,
      );
    },
  },
  {
    number: "L57",
    title: "a failure of restore/next ends the process",
    differs: { "node-ric": noSnapshots },
    run: async (start) => {
      await using runtime = await start({
        files: echo,
        environment: snapshot,
        arrange: (api) => api.replyTo("restore-next", response(500, "no")),
      });
      const { code } = await runtime.exited();
      expectThat("exit code", code, "an error's", code !== null && code !== 0);
      expectEqual("asked for next", runtime.api.endpoints.includes("next"), false);
    },
  },
  {
    number: "L57",
    title: "hooks run before the snapshot and after the restore",
    differs: { "node-ric": noSnapshots },
    run: async (start) => {
      await using runtime = await start({
        files: {
          "index.mjs": `const ran = []; const { registerBeforeSnapshot, registerAfterRestore } = awslambda.SnapshotRestore;
            registerBeforeSnapshot(async () => { ${pause(5)} ran.push("before 1"); });
            registerBeforeSnapshot(() => { ran.push("before 2"); });
            registerAfterRestore(async () => { ${pause(5)} ran.push("after 1"); });
            registerAfterRestore(() => { ran.push("after 2"); });
            export const handler = async () => ran;`,
        },
        environment: snapshot,
      });
      const ran = resultOf(await runtime.invoke({}));
      expectEqual("hooks", ran, ["before 2", "before 1", "after 1", "after 2"]);
    },
  },
  ...(["Before", "After"] as const).map((when): ConformanceCase => ({
    number: "L57",
    title: `a hook that fails ${when === "Before" ? "before the snapshot is a failed init" : "after the restore is a failed restore"}`,
    differs: { "node-ric": noSnapshots },
    run: async (start) => {
      const register = when === "Before" ? "registerBeforeSnapshot" : "registerAfterRestore";
      await using runtime = await start({
        files: {
          "index.mjs": `awslambda.SnapshotRestore.${register}(() => { throw new RangeError("no snapshot"); });
              export const handler = async () => 1;`,
        },
        environment: snapshot,
      });
      const { code } = await runtime.exited();
      expectThat("exit code", code, "an error's", code !== null && code !== 0);
      expectEqual(
        "requests",
        runtime.api.endpoints,
        when === "Before" ? ["init-error"] : ["restore-next", "restore-error"],
      );
      expectMatch("error", runtime.api.requests.at(-1)?.text, /no snapshot/);
    },
  })),
  {
    number: "L57",
    title: "without a snapshot restore/next is not asked",
    run: async (start) => {
      await using runtime = await start({ files: echo });
      expectEqual("result", resultOf(await runtime.invoke(1)), 1);
      expectEqual("requests", runtime.api.endpoints.slice(0, 2), ["next", "response"]);
    },
  },
];
