import { join } from "node:path";
import { type TemporaryFolder, temporaryFolder } from "../../testing/temporary-folder.ts";
import type { Bundle } from "../deployment.ts";

/** A function's bundle in a temporary folder: `index.js` (CommonJS) with the given source. */
export class TestBundle implements Bundle, AsyncDisposable {
  readonly handler = "index.handler";
  readonly hash: string;
  readonly #folder: TemporaryFolder;

  private constructor(folder: TemporaryFolder, source: string) {
    this.#folder = folder;
    this.hash = String(Bun.hash(source));
  }

  static async create(source: string): Promise<TestBundle> {
    const folder = await temporaryFolder();
    await Bun.write(join(folder.path, "index.js"), source);
    return new TestBundle(folder, source);
  }

  get folder(): string {
    return this.#folder.path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder[Symbol.asyncDispose]();
  }
}
