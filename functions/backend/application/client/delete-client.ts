import { ClientChangedException } from "../../domain/client/client-changed-exception.ts";
import { ClientNotFoundException } from "../../domain/client/client-not-found-exception.ts";
import type { ClientRepository } from "../ports/client-repository.ts";
import { retryWhenChanged } from "../versioning/retry-when-changed.ts";
import { allows, type VersionPrecondition } from "../versioning/version-precondition.ts";

export interface DeleteClientInput {
  readonly id: string;
  readonly precondition: VersionPrecondition;
}

/** Deletes a client that has no sessions, in a version that the caller allows. */
export class DeleteClient {
  readonly #clients: ClientRepository;

  constructor(clients: ClientRepository) {
    this.#clients = clients;
  }

  /** @throws ClientNotFoundException, ClientChangedException, ClientHasSessionsException */
  execute({ id, precondition }: DeleteClientInput): Promise<void> {
    return retryWhenChanged("client", precondition, async () => {
      const current = await this.#clients.find(id);
      if (current === null) throw new ClientNotFoundException(id);
      if (!allows(precondition, current.version)) throw new ClientChangedException(id);
      await this.#clients.remove(current);
    });
  }
}
