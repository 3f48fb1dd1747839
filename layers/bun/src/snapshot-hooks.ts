export type SnapshotHook = () => unknown;

/**
 * `awslambda.SnapshotRestore`: lets module scope register what is to run around a SnapStart snapshot. The names are
 * those of AWS's registration in .NET and Python; Node.js has none.
 *
 * Source: AWS documentation, "Implement code before or after Lambda function snapshots".
 */
export class SnapshotHooks {
  readonly #beforeSnapshot: SnapshotHook[] = [];
  readonly #afterRestore: SnapshotHook[] = [];

  /** Runs before the snapshot is taken: close what cannot survive it. Hooks run in the reverse order of registration. */
  readonly registerBeforeSnapshot = (hook: SnapshotHook): void => {
    this.#beforeSnapshot.push(checked(hook));
  };

  /** Runs after each restore, within its 10 s: renew credentials, ids, connections. In the order of registration. */
  readonly registerAfterRestore = (hook: SnapshotHook): void => {
    this.#afterRestore.push(checked(hook));
  };

  /** Runs each hook once the one before it has settled. */
  async runBeforeSnapshot(): Promise<void> {
    for (const hook of this.#beforeSnapshot.toReversed()) await hook();
  }

  async runAfterRestore(): Promise<void> {
    for (const hook of this.#afterRestore) await hook();
  }
}

function checked(hook: SnapshotHook): SnapshotHook {
  if (typeof hook === "function") return hook;
  throw new TypeError(`A snapshot hook must be a function, not ${typeof hook}.`);
}
