import { cp, mkdtemp, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { LambdaError } from "./lambda-error.ts";
import { writeLinks, type LinkVariables, type Links } from "./links.ts";

/** A function's built code, as the bundler leaves it. */
export interface Bundle {
  readonly folder: string;
  /** For instance `index.handler`. */
  readonly handler: string;
  /** Of the content: the same code has the same hash. */
  readonly hash: string;
}

/**
 * One version of a function's code in a folder of its own, the task root, where Lambda would have unpacked it. It is a
 * copy: a later build may overwrite the bundle while environments of this version still start, and links of a local run
 * never get into a folder that is deployed. Unlike `/var/task` it can be written to.
 */
export class Deployment {
  readonly taskRoot: string;
  readonly handler: string;
  /** Of the bundle. */
  readonly hash: string;
  readonly linkVariables: LinkVariables;

  private constructor(taskRoot: string, { handler, hash }: Bundle, linkVariables: LinkVariables) {
    this.taskRoot = taskRoot;
    this.handler = handler;
    this.hash = hash;
    this.linkVariables = linkVariables;
  }

  /**
   * Unpacks a bundle and its links into a new folder in `parent`.
   *
   * @throws LambdaError `BUNDLE_NOT_FOUND` when the bundle's folder does not exist.
   */
  static async create(bundle: Bundle, links: Links, parent: string): Promise<Deployment> {
    const found = await stat(bundle.folder).catch(() => undefined);
    if (found?.isDirectory() !== true) {
      throw new LambdaError(
        "BUNDLE_NOT_FOUND",
        `There is no bundle folder ${bundle.folder}: build the function first.`,
      );
    }
    const taskRoot = await mkdtemp(join(parent, "task-"));
    await cp(bundle.folder, taskRoot, { recursive: true });
    return new Deployment(taskRoot, bundle, await writeLinks(taskRoot, links));
  }

  /** Removes the folder. */
  async remove(): Promise<void> {
    await rm(this.taskRoot, { recursive: true, force: true });
  }
}
