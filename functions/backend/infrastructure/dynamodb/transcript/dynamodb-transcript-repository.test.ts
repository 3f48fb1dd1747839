import { DynamoDBClientRepository } from "../dynamodb-client-repository.ts";
import { DynamoDBSessionRepository } from "../dynamodb-session-repository.ts";
import { DynamoDBTranscriptRepository } from "./dynamodb-transcript-repository.ts";
import { describeTranscriptRepository } from "./transcript-repository.contract.ts";
import { startEmulators } from "../../../testing/start-emulators.ts";

for (const { engine, dynamoDB } of await startEmulators()) {
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
