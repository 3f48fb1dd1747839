import { AppendEntries } from "../application/transcript/append-entries.ts";
import { ReadEntries } from "../application/transcript/read-entries.ts";
import { ReadTranscript } from "../application/transcript/read-transcript.ts";
import { DynamoDBTranscriptRepository } from "../infrastructure/dynamodb/transcript/dynamodb-transcript-repository.ts";
import { dynamoDBBindings } from "./dynamodb-bindings.ts";
import { TOKENS } from "./tokens.ts";

/** Everything about transcripts. */
export function transcriptBindings() {
  return dynamoDBBindings()
    .bind(
      TOKENS.TranscriptRepository,
      (container) =>
        new DynamoDBTranscriptRepository(
          container.resolve(TOKENS.DocumentClient),
          container.resolve(TOKENS.TableNames)("Sessions"),
          container.resolve(TOKENS.Clock),
        ),
    )
    .bind(TOKENS.AppendEntries, (container) => new AppendEntries(container.resolve(TOKENS.TranscriptRepository)))
    .bind(TOKENS.ReadEntries, (container) => new ReadEntries(container.resolve(TOKENS.TranscriptRepository)))
    .bind(TOKENS.ReadTranscript, (container) => new ReadTranscript(container.resolve(TOKENS.ReadEntries)));
}
