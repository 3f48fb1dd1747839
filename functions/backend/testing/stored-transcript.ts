import { expect } from "bun:test";
import type { ClientRepository } from "../application/ports/client-repository.ts";
import type { SessionRepository } from "../application/ports/session-repository.ts";
import type {
  TranscriptPage,
  TranscriptQuery,
  TranscriptRepository,
  TranscriptWriter,
} from "../application/ports/transcript-repository.ts";
import type { NewSession, Session } from "../domain/session/session.ts";
import type { Entry } from "../domain/transcript/entry.ts";
import { newClient } from "./new-client.ts";
import { newSession } from "./new-session.ts";

export interface TranscriptRepositories {
  readonly transcripts: TranscriptRepository;
  readonly sessions: SessionRepository;
  readonly clients: ClientRepository;
}

/** The transcript of a session in repositories, written and read as the tests of every repository do. */
export class StoredTranscript {
  readonly session: Session;
  readonly #repositories: TranscriptRepositories;

  private constructor(session: Session, repositories: TranscriptRepositories) {
    this.session = session;
    this.#repositories = repositories;
  }

  /** Starts a session of a new client. */
  static async start(repositories: TranscriptRepositories): Promise<StoredTranscript> {
    const client = newClient();
    await repositories.clients.insert(client);
    const session = newSession({ clientId: client.id });
    await repositories.sessions.insert(session);
    return new StoredTranscript(session, repositories);
  }

  /** Starts another session of the same client. */
  async another(values: Partial<NewSession> = {}): Promise<StoredTranscript> {
    const session = newSession({ clientId: this.session.clientId, ...values });
    await this.#repositories.sessions.insert(session);
    return new StoredTranscript(session, this.#repositories);
  }

  createWriter(batch: readonly Entry[]): TranscriptWriter {
    return this.#repositories.transcripts.createWriter(this.session.id, batch);
  }

  /** Looks for the end, and appends behind it. */
  async append(batch: readonly Entry[], additions = batch): Promise<boolean> {
    const writer = this.createWriter(batch);
    expect(await writer.findEnd()).not.toBeNull();
    return writer.append(additions);
  }

  /** Everything, unless the query says otherwise. */
  read(query: Partial<TranscriptQuery> = {}): Promise<TranscriptPage | null> {
    return this.#repositories.transcripts.findPage({
      sessionId: this.session.id,
      after: 0,
      before: undefined,
      order: "ascending",
      limit: 1000,
      maximumBytes: 4 * 1024 * 1024,
      ...query,
    });
  }

  /** The JSON of every entry, page after page, in the order that is given. */
  async readAll({ order = "ascending", ...query }: Partial<TranscriptQuery> = {}): Promise<string[]> {
    const all: string[] = [];
    for (let edge: number | undefined; ;) {
      const page = await this.read({
        ...query,
        order,
        ...(order === "ascending" ? { after: edge ?? 0 } : { before: edge }),
      });
      if (page === null || page.entries.length === 0) return all;
      all.push(...page.entries.map(({ json }) => json));
      edge = page.entries.at(-1)?.sequence;
    }
  }
}
