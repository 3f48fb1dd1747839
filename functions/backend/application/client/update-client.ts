import type { Client, ClientChanges } from "../../domain/client/client.ts";
import { ClientChangedException } from "../../domain/client/client-changed-exception.ts";
import { ClientNotFoundException } from "../../domain/client/client-not-found-exception.ts";
import type { ClientRepository } from "../ports/client-repository.ts";
import type { Clock } from "../ports/clock.ts";
import { retryWhenChanged } from "../versioning/retry-when-changed.ts";
import { allows, type VersionPrecondition } from "../versioning/version-precondition.ts";

export interface UpdateClientInput {
  readonly id: string;
  readonly changes: ClientChanges;
  readonly precondition: VersionPrecondition;
}

/** Changes a client, archives or restores it, in a version that the caller allows. */
export class UpdateClient {
  readonly #clients: ClientRepository;
  readonly #clock: Clock;

  constructor(clients: ClientRepository, clock: Clock) {
    this.#clients = clients;
    this.#clock = clock;
  }

  /**
   * Gives the client as it is afterwards; one that nothing changes in keeps its version.
   *
   * @throws ClientNotFoundException, ClientChangedException, ValidationException, DefaultCategoryNotFoundException,
   *   ClientSlugTakenException
   */
  execute({ id, changes, precondition }: UpdateClientInput): Promise<Client> {
    return retryWhenChanged("client", precondition, async () => {
      const current = await this.#clients.find(id);
      if (current === null) throw new ClientNotFoundException(id);
      if (!allows(precondition, current.version)) throw new ClientChangedException(id);
      const next = current.change(changes, this.#clock.now());
      if (next !== current) await this.#clients.replace(current, next);
      return next;
    });
  }
}
