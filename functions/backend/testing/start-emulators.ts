import { afterAll, test } from "bun:test";
import type { Engine } from "../../../local/dynamodb/emulator.ts";
import { EmulatedDynamoDB } from "./emulated-dynamodb.ts";

const engines: readonly Engine[] = ["dynoxide", "dynamodb-local"];

export interface StartedEmulator {
  readonly engine: Engine;
  readonly dynamoDB: EmulatedDynamoDB;
}

/**
 * Starts every emulator for the tests of a file, and stops them behind. One that cannot run here is a test that is
 * skipped.
 */
export async function startEmulators(): Promise<readonly StartedEmulator[]> {
  const started: StartedEmulator[] = [];
  for (const engine of engines) {
    const dynamoDB = await EmulatedDynamoDB.start(engine);
    if (dynamoDB === undefined) {
      test.skip(`${engine} cannot run here`, () => {});
      continue;
    }
    afterAll(() => dynamoDB.stop());
    started.push({ engine, dynamoDB });
  }
  return started;
}
