import type { Client, ClientState } from "../../domain/client/client.ts";

/** Which clients are listed: those in a state, or the one with a slug. */
export type ClientFilter =
  | { readonly by: "state"; readonly value: ClientState }
  | { readonly by: "slug"; readonly value: string };

/** Which page of which listing. */
export interface ClientQuery {
  readonly filter: ClientFilter;
  /** The most clients to give, at least 1. */
  readonly limit: number;
  /** Give what is older than the client with this id. */
  readonly after: string | null;
}

/** A part of a listing, the newest first. */
export interface ClientPage {
  /** Newest first. */
  readonly clients: readonly Client[];
  /** The last client's id where more follow, else null. */
  readonly next: string | null;
}

/**
 * Keeps clients. Every change is atomic and happens completely or not at all. Any method may throw a
 * ServiceUnavailableException: try again. What was asked for may have happened then, unless its code is `overloaded`.
 */
export interface ClientRepository {
  /** The client as of the last completed change. */
  find(id: string): Promise<Client | null>;

  /** A page of clients. A change may take a moment (typically under a second) to show here. */
  list(query: ClientQuery): Promise<ClientPage>;

  /**
   * Keeps a new client, unless there is one with its id already, which an earlier try of the same request has made.
   *
   * @returns Whether it is new.
   * @throws DefaultCategoryNotFoundException, ClientSlugTakenException
   */
  insert(client: Client): Promise<boolean>;

  /**
   * Replaces a client by its next version.
   *
   * @throws ClientNotFoundException, ClientChangedException when it is no longer in the version `from`,
   *   DefaultCategoryNotFoundException, ClientSlugTakenException
   */
  replace(from: Client, to: Client): Promise<void>;

  /**
   * Deletes a client in the version that is given, unless it has a session that has not expired.
   *
   * @throws ClientNotFoundException, ClientChangedException, ClientHasSessionsException
   */
  remove(client: Client): Promise<void>;
}
