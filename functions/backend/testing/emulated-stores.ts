import { afterAll } from "bun:test";
import { EmulatedDynamoDB } from "./emulated-dynamodb.ts";
import { EmulatedStore } from "./emulated-store.ts";

/**
 * Makes the stores of a test file, in an emulator that is stopped behind its tests.
 *
 * @example
 * const stores = await EmulatedStores.start();
 * test.skipIf(!stores.available)("…", async () => {
 *   const store = await stores.create();
 * });
 */
export class EmulatedStores {
  readonly #dynamoDB: EmulatedDynamoDB | undefined;

  private constructor(dynamoDB: EmulatedDynamoDB | undefined) {
    this.#dynamoDB = dynamoDB;
  }

  static async start(): Promise<EmulatedStores> {
    const dynamoDB = await EmulatedDynamoDB.start("dynoxide");
    afterAll(() => dynamoDB?.stop());
    return new EmulatedStores(dynamoDB);
  }

  /** False where the emulator cannot run; tests that need a store are skipped there. */
  get available(): boolean {
    return this.#dynamoDB !== undefined;
  }

  create(): Promise<EmulatedStore> {
    if (this.#dynamoDB === undefined) throw new Error("There is no emulator: skip tests that need one.");
    return EmulatedStore.create(this.#dynamoDB);
  }
}
