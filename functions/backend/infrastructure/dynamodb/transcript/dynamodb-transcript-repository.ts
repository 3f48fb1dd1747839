import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../../../application/ports/clock.ts";
import type {
  TranscriptPage,
  TranscriptQuery,
  TranscriptRepository,
  TranscriptWriter,
} from "../../../application/ports/transcript-repository.ts";
import type { Entry } from "../../../domain/transcript/entry.ts";
import { DynamoDBTranscriptWriter } from "./dynamodb-transcript-writer.ts";
import { DynamoDBTranscriptReader } from "./dynamodb-transcript-reader.ts";

/**
 * Transcripts, each in the partition of its session:
 *
 * | item    | pk             | sk                        | what it holds                                                   |
 * |---------|----------------|---------------------------|-----------------------------------------------------------------|
 * | session | `SESSION#<id>` | `SESSION`                 | `entryCount`, the last sequence; everything else is the session's |
 * | segment | `SESSION#<id>` | `SEGMENT#<last sequence>` | consecutive entries as one compressed block, or where that is   |
 * | chunk   | `SESSION#<id>` | `CHUNK#<digest>#<index>`  | a part of a block that is too large for its segment             |
 * | bucket  | `SESSION#<id>` | `IDS#<00 to 63>`          | for every id that hashes to it its sequence and its text's hash |
 *
 * An append is one transaction: the session's `entryCount` goes from n to n + k on condition that it is n and that the
 * session is running; the new segments are put; and so are the buckets of the new ids, each on condition that it is as it
 * was read. So a batch is there completely or not at all, sequences have no gaps, and no id is there twice. Chunks are
 * written before and mean nothing until a segment names them. They are named after their content: a retry writes the same
 * ones again, and what nobody ever names goes with the session. Segments are named after their last sequence, so that one
 * query finds the page behind any sequence.
 *
 * To append a small batch takes two requests. It costs two write units for each KB of the session's item, of the segments,
 * and of each bucket that changes, the largest transcripts having buckets of 22 KB; and one for each KB of chunks.
 */
export class DynamoDBTranscriptRepository implements TranscriptRepository {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBDocumentClient, table: string, clock: Clock) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  createWriter(sessionId: string, batch: readonly Entry[]): TranscriptWriter {
    return new DynamoDBTranscriptWriter(this.#client, this.#table, this.#clock, sessionId, batch);
  }

  findPage(query: TranscriptQuery): Promise<TranscriptPage | null> {
    return new DynamoDBTranscriptReader(this.#client, this.#table, this.#clock).findPage(query);
  }
}
