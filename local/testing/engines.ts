import { findDynamoDBLocal } from "../dynamodb/dynamodb-local.ts";
import { findDynoxide } from "../dynamodb/dynoxide.ts";
import type { Engine } from "../dynamodb/emulator.ts";

const found = [findDynoxide(), await findDynamoDBLocal(process.env)];

/** The DynamoDB emulators that run on this machine; the tests of each are left out elsewhere. */
export const engines: readonly Engine[] = found.flatMap((emulator) => emulator?.engine ?? []);
