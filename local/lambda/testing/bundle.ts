import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bundle } from "../deployment.ts";

/** A function's bundle in a temporary folder: `index.js` (CommonJS) with the given source. */
export class TestBundle implements Bundle, AsyncDisposable {
  readonly folder: string;
  readonly handler = "index.handler";
  readonly hash: string;

  private constructor(folder: string, source: string) {
    this.folder = folder;
    this.hash = String(Bun.hash(source));
  }

  static async create(source: string): Promise<TestBundle> {
    const folder = await mkdtemp(join(tmpdir(), "bundle-"));
    await Bun.write(join(folder, "index.js"), source);
    return new TestBundle(folder, source);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
