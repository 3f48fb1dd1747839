import type { Client, NewClient, Session } from "../client/api-types.ts";
import { answerOf, type DrahtClient, entityTagOf } from "../client/draht-client.ts";
import { itemsOf } from "../client/pages.ts";
import { appendEntries } from "../client/transcript.ts";
import { categories, type SeedCategory } from "./categories.ts";
import { clients, type SeedClient } from "./clients.ts";
import { type SeedSession, sessions } from "./sessions.ts";

/** How many things there are, and how many of them were made just now. */
class Tally {
  #all = 0;
  #made = 0;

  count(made: boolean): void {
    this.#all += 1;
    if (made) this.#made += 1;
  }

  describe(): string {
    return this.#made === this.#all ? `${this.#all} new` : `${this.#all - this.#made} there already, ${this.#made} new`;
  }
}

/**
 * Makes what is not there yet: categories by name, clients by slug, sessions by client and title. What a run that broke
 * off has begun is finished.
 *
 * @param report Takes a line about each kind of thing.
 * @throws ProblemError when the API refuses something.
 */
export async function seed(draht: DrahtClient, report: (line: string) => void): Promise<void> {
  const categoryIds = await seedCategories(draht, report);
  const clientIds = await seedClients(draht, categoryIds, report);
  await seedSessions(draht, { categoryIds, clientIds }, report);
}

/** For a request that is to act once. */
function onceOnly(): { "idempotency-key": string } {
  return { "idempotency-key": crypto.randomUUID() };
}

type Ids = ReadonlyMap<string, string>;

async function seedCategories(draht: DrahtClient, report: (line: string) => void): Promise<Ids> {
  const ids = new Map<string, string>();
  const tally = new Tally();
  const existing = itemsOf((start) => draht.GET("/categories", { params: { query: { limit: 100, ...start } } }));
  for await (const { id, name } of existing) ids.set(name, id);

  const make = async ({ name, description, color, children = [] }: SeedCategory, parentId: string | null) => {
    const known = ids.get(name);
    tally.count(known === undefined);
    const body = { name, parentId, description, color };
    const id = known ?? answerOf(await draht.POST("/categories", { params: { header: onceOnly() }, body })).id;
    ids.set(name, id);
    for (const child of children) await make(child, id);
  };
  for (const category of categories) await make(category, null);
  report(`Categories  ${tally.describe()}`);
  return ids;
}

async function seedClients(draht: DrahtClient, categoryIds: Ids, report: (line: string) => void): Promise<Ids> {
  const ids = new Map<string, string>();
  const tally = new Tally();
  for (const client of clients) {
    const query = { slug: client.slug };
    const [known] = answerOf(await draht.GET("/clients", { params: { query } })).items;
    tally.count(known === undefined);
    const { id } = known ?? (await createClient(draht, client, categoryIds));
    ids.set(client.slug, id);
  }
  report(`Clients     ${tally.describe()}`);
  return ids;
}

async function createClient(draht: DrahtClient, client: SeedClient, categoryIds: Ids): Promise<Client> {
  const { name, slug, contactEmail, notes, defaultCategory } = client;
  const defaultCategoryId = categoryIds.get(defaultCategory) ?? null;
  const body: NewClient = { name, slug, contactEmail, notes, defaultCategoryId };
  return answerOf(await draht.POST("/clients", { params: { header: onceOnly() }, body }));
}

async function seedSessions(
  draht: DrahtClient,
  { categoryIds, clientIds }: { readonly categoryIds: Ids; readonly clientIds: Ids },
  report: (line: string) => void,
): Promise<void> {
  const tally = new Tally();
  let newEntries = 0;
  for (const session of sessions) {
    const clientId = clientIds.get(session.client);
    if (clientId === undefined) throw new TypeError(`There is no client ${session.client} among the seed's.`);
    const known = await findSession(draht, clientId, session.title);
    tally.count(known === undefined);
    const categoryId = categoryIds.get(session.category) ?? null;
    const body = { clientId, title: session.title, categoryId };
    const found = known ?? answerOf(await draht.POST("/sessions", { params: { header: onceOnly() }, body }));
    if (found.state === "running") newEntries += await record(draht, found, session);
  }
  report(`Sessions    ${tally.describe()}`);
  report(`Transcripts ${newEntries} new entries`);
}

async function findSession(draht: DrahtClient, clientId: string, title: string): Promise<Session | undefined> {
  const existing = itemsOf((start) =>
    draht.GET("/sessions", { params: { query: { clientId, limit: 100, ...start } } }),
  );
  for await (const session of existing) if (session.title === title) return session;
  return undefined;
}

/**
 * Sends a running session's entries, which are kept once however often they are sent, and ends it.
 *
 * @returns How many of the entries were new.
 */
async function record(
  draht: DrahtClient,
  { id, startedAt }: Session,
  { transcript, state }: SeedSession,
): Promise<number> {
  // The agent worked first and sent its transcript afterwards. In a second run the entries have to be the same.
  const { newCount } = await appendEntries(draht, id, transcript(new Date(startedAt)));
  if (state === "running") return newCount;
  const path = { id };
  const current = await draht.GET("/sessions/{id}", { params: { path } });
  const header = { "if-match": entityTagOf(current) };
  answerOf(await draht.PATCH("/sessions/{id}", { params: { path, header }, body: { state } }));
  return newCount;
}
