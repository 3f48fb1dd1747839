import { afterAll, test } from "bun:test";
import type { Engine } from "../../../../../local/dynamodb/emulator.ts";
import { EmulatedDynamoDB } from "../../../testing/emulated-dynamodb.ts";
import { DynamoDBClientRepository } from "../dynamodb-client-repository.ts";
import { DynamoDBSessionRepository } from "../dynamodb-session-repository.ts";
import { DynamoDBTranscriptRepository } from "./dynamodb-transcript-repository.ts";
import { describeTranscriptRepository } from "./transcript-repository.contract.ts";

const engines: readonly Engine[] = ["dynoxide", "dynamodb-local"];

for (const engine of engines) {
  const dynamoDB = await EmulatedDynamoDB.start(engine);
  if (dynamoDB === undefined) {
    test.skip(`${engine} cannot run here`, () => {});
    continue;
  }
  afterAll(() => dynamoDB.stop());

  describeTranscriptRepository(engine, async (clock) => {
    const tableName = await dynamoDB.createTables();
    const client = dynamoDB.createClient(dynamoDB.endpoint);
    return {
      transcripts: new DynamoDBTranscriptRepository(client, tableName("Sessions"), clock),
      sessions: new DynamoDBSessionRepository(client, tableName, clock),
      clients: new DynamoDBClientRepository(client, tableName, clock),
    };
  });
}
