import { patched } from "../merge-patch.ts";
import { timeOfId } from "../time-of-id.ts";
import { parseClientName } from "./client-name.ts";
import { parseClientNotes } from "./client-notes.ts";
import { deriveClientSlug, parseClientSlug } from "./client-slug.ts";
import { parseContactEmail } from "./contact-email.ts";

/** No session can be started for an archived client; those that run go on. */
export const clientStates = ["active", "archived"] as const;

export type ClientState = (typeof clientStates)[number];

/** What a client is made of, all values already checked. */
export interface ClientValues {
  readonly id: string;
  readonly name: string;
  /** Unique among all clients. */
  readonly slug: string;
  readonly contactEmail: string | null;
  readonly notes: string | null;
  /** Of sessions that are started without one. */
  readonly defaultCategoryId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Null while the client is active. */
  readonly archivedAt: Date | null;
  /** 1 at creation, one more with every change. */
  readonly version: number;
}

/** What a new client is made of, as a caller gives it. */
export interface NewClient {
  readonly id: string;
  readonly name: string;
  /** Made of the name where it is undefined. */
  readonly slug?: string | undefined;
  readonly contactEmail: string | null;
  readonly notes: string | null;
  readonly defaultCategoryId: string | null;
}

/** New values; what is absent stays, null takes away. */
export interface ClientChanges {
  readonly name?: string | undefined;
  readonly slug?: string | undefined;
  readonly contactEmail?: string | null | undefined;
  readonly notes?: string | null | undefined;
  readonly defaultCategoryId?: string | null | undefined;
  readonly state?: ClientState | undefined;
}

/** A customer, for whom sessions are run. Immutable: a change gives a new one. */
export class Client implements ClientValues {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly contactEmail: string | null;
  readonly notes: string | null;
  readonly defaultCategoryId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
  readonly version: number;

  private constructor(values: ClientValues) {
    this.id = values.id;
    this.name = values.name;
    this.slug = values.slug;
    this.contactEmail = values.contactEmail;
    this.notes = values.notes;
    this.defaultCategoryId = values.defaultCategoryId;
    this.createdAt = values.createdAt;
    this.updatedAt = values.updatedAt;
    this.archivedAt = values.archivedAt;
    this.version = values.version;
  }

  /** @throws ValidationException when a value breaks a rule. */
  static create(input: NewClient): Client {
    const name = parseClientName(input.name);
    const createdAt = timeOfId(input.id);
    return new Client({
      id: input.id,
      name,
      slug: input.slug === undefined ? deriveClientSlug(name) : parseClientSlug(input.slug),
      contactEmail: input.contactEmail === null ? null : parseContactEmail(input.contactEmail),
      notes: input.notes === null ? null : parseClientNotes(input.notes),
      defaultCategoryId: input.defaultCategoryId,
      createdAt,
      updatedAt: createdAt,
      archivedAt: null,
      version: 1,
    });
  }

  /** A client as it was stored. */
  static restore(values: ClientValues): Client {
    return new Client(values);
  }

  get state(): ClientState {
    return this.archivedAt === null ? "active" : "archived";
  }

  /**
   * The next version, or this very client when nothing would differ. The slug does not follow the name.
   *
   * @throws ValidationException when a value breaks a rule.
   */
  change(changes: ClientChanges, now: Date): Client {
    const next = {
      name: changes.name === undefined ? this.name : parseClientName(changes.name),
      slug: changes.slug === undefined ? this.slug : parseClientSlug(changes.slug),
      contactEmail: patched(changes.contactEmail, this.contactEmail, parseContactEmail),
      notes: patched(changes.notes, this.notes, parseClientNotes),
      defaultCategoryId: patched(changes.defaultCategoryId, this.defaultCategoryId, (id) => id),
      archivedAt: this.#archivedAt(changes.state, now),
    };
    const isSame =
      next.name === this.name &&
      next.slug === this.slug &&
      next.contactEmail === this.contactEmail &&
      next.notes === this.notes &&
      next.defaultCategoryId === this.defaultCategoryId &&
      next.archivedAt === this.archivedAt;
    if (isSame) return this;
    const { id, createdAt, version } = this;
    return new Client({ ...next, id, createdAt, updatedAt: now, version: version + 1 });
  }

  #archivedAt(state: ClientState | undefined, now: Date): Date | null {
    if (state === undefined || state === this.state) return this.archivedAt;
    return state === "archived" ? now : null;
  }
}
