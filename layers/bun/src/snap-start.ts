import type { Lifecycle } from "./lifecycle.ts";
import type { RuntimeClient } from "./runtime-client.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { SnapshotHooks } from "./snapshot-hooks.ts";

/**
 * Has a snapshot taken at the end of init, and goes on in each environment that is restored from it: before hooks, GET
 * restore/next, after hooks. The connection that waited is closed, because its other end is not in the snapshot.
 *
 * Source: AWS documentation, "Implementing SnapStart hooks for container images".
 *
 * @throws RuntimeError `Runtime.BeforeSnapshotError`, `Runtime.AfterRestoreError` for what a hook throws.
 * @throws RuntimeApiError, HttpConnectionError or HttpParseError when the Runtime API fails.
 */
export async function takeSnapshot(hooks: SnapshotHooks, client: RuntimeClient, lifecycle: Lifecycle): Promise<void> {
  try {
    await hooks.runBeforeSnapshot();
  } catch (thrown) {
    throw RuntimeError.for(thrown, "Runtime.BeforeSnapshotError");
  }
  await client.nextRestore();
  client.close();
  lifecycle.startRestoring();
  try {
    await hooks.runAfterRestore();
  } catch (thrown) {
    throw RuntimeError.for(thrown, "Runtime.AfterRestoreError");
  }
}
