import type { SessionRepository } from "../application/ports/session-repository.ts";
import type {
  TranscriptPage,
  TranscriptQuery,
  TranscriptRepository,
  TranscriptWriter,
} from "../application/ports/transcript-repository.ts";
import type { TranscriptEnd } from "../domain/transcript/append-plan.ts";
import type { Entry, PlacedEntry } from "../domain/transcript/entry.ts";

type StoredEntry = Entry & PlacedEntry;

/** A repository for tests; the repository contract holds it to what DynamoDB's does. */
export class InMemoryTranscriptRepository implements TranscriptRepository {
  readonly #transcripts = new Map<string, StoredEntry[]>();
  readonly #sessions: Pick<SessionRepository, "find">;

  constructor(sessions: Pick<SessionRepository, "find">) {
    this.#sessions = sessions;
  }

  createWriter(sessionId: string, batch: readonly Entry[]): TranscriptWriter {
    let end: TranscriptEnd | null = null;
    return {
      findEnd: async () => (end = await this.#findEnd(sessionId, batch)),
      append: async (additions) => {
        const session = await this.#sessions.find(sessionId);
        const stored = this.#read(sessionId);
        if (session?.state !== "running" || stored.length !== end?.lastSequence) return false;
        const placed = additions.map((entry, index) => ({ ...entry, sequence: stored.length + index + 1 }));
        this.#transcripts.set(sessionId, [...stored, ...placed]);
        return true;
      },
    };
  }

  async findPage(query: TranscriptQuery): Promise<TranscriptPage | null> {
    if ((await this.#sessions.find(query.sessionId)) === null) return null;
    const { after, before = Infinity, order, limit, maximumBytes } = query;
    const stored = this.#read(query.sessionId);
    const range = stored.filter(({ sequence }) => sequence > after && sequence < before);
    let bytes = 0;
    const entries = (order === "ascending" ? range : range.toReversed())
      .slice(0, limit)
      .filter(({ json }, index) => (bytes += Buffer.byteLength(json)) <= maximumBytes || index === 0)
      .map(({ sequence, json }) => ({ sequence, json }));
    return { entries, lastSequence: stored.length };
  }

  async #findEnd(sessionId: string, batch: readonly Entry[]): Promise<TranscriptEnd | null> {
    const session = await this.#sessions.find(sessionId);
    if (session === null) return null;
    const stored = this.#read(sessionId);
    const byId = new Map(stored.map((entry) => [entry.id, entry]));
    const known = batch.flatMap(({ id, json }) => {
      const entry = byId.get(id);
      return entry === undefined ? [] : [[id, { sequence: entry.sequence, isSame: entry.json === json }] as const];
    });
    return { sessionId, state: session.state, lastSequence: stored.length, known: new Map(known) };
  }

  #read(sessionId: string): readonly StoredEntry[] {
    return this.#transcripts.get(sessionId) ?? [];
  }
}
