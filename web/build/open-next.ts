import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildEnvironment } from "./build-environment.ts";
import { SiteBuildError } from "./site-build-error.ts";

/**
 * Runs Next.js's build and OpenNext's under this Bun.
 *
 * @param folder The site's sources, where `.next` and `.open-next` are written.
 * @param buildId Identifies the sources; part of the addresses of static files.
 * @throws SiteBuildError `SITE_BUILD_FAILED`
 */
export async function runOpenNext(folder: string, buildId: string): Promise<void> {
  // OpenNext leaves its compiled settings in the temporary folder.
  const temporary = await mkdtemp(join(tmpdir(), "draht-site-build-"));
  const build = Bun.spawn([process.execPath, "--bun", "node_modules/@opennextjs/aws/dist/index.js", "build"], {
    cwd: folder,
    env: {
      ...buildEnvironment(process.env),
      TMPDIR: temporary,
      DRAHT_BUILD_ID: buildId,
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
    },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([build.stdout.text(), build.stderr.text(), build.exited]);
  await rm(temporary, { recursive: true, force: true });
  if (exitCode === 0) return;
  throw new SiteBuildError("SITE_BUILD_FAILED", `The site cannot be built. It printed:\n${stdout}${stderr}`);
}
