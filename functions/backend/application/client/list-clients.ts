import type { Client } from "../../domain/client/client.ts";
import { decodeIdCursor, encodeIdCursor } from "../pagination/id-cursor.ts";
import type { ClientFilter, ClientRepository } from "../ports/client-repository.ts";
import type { CursorCodec } from "../ports/cursor-codec.ts";

export interface ListClientsInput {
  readonly filter: ClientFilter;
  readonly limit: number;
  /** The `nextCursor` of the page before, or undefined for the first page. */
  readonly cursor: string | undefined;
}

export interface ListClientsOutput {
  /** Newest first. */
  readonly clients: readonly Client[];
  /** Opaque; only good for the same filter. Null on the last page. */
  readonly nextCursor: string | null;
}

/** Lists clients in pages, the newest first: active or archived ones, or the one with a slug. */
export class ListClients {
  readonly #clients: ClientRepository;
  readonly #codec: CursorCodec;

  constructor(clients: ClientRepository, codec: CursorCodec) {
    this.#clients = clients;
    this.#codec = codec;
  }

  /** @throws InvalidCursorException */
  async execute({ filter, limit, cursor }: ListClientsInput): Promise<ListClientsOutput> {
    const query = `clients?${filter.by}=${filter.value}`;
    const after = cursor === undefined ? null : decodeIdCursor(this.#codec, query, cursor);
    const { clients, next } = await this.#clients.list({ filter, limit, after });
    return { clients, nextCursor: next === null ? null : encodeIdCursor(this.#codec, query, next) };
  }
}
