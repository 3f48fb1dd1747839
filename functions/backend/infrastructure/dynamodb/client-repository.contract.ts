import { beforeEach, describe, expect, test } from "bun:test";
import type { CategoryRepository } from "../../application/ports/category-repository.ts";
import type { ClientRepository } from "../../application/ports/client-repository.ts";
import type { Client } from "../../domain/client/client.ts";
import { ClientChangedException } from "../../domain/client/client-changed-exception.ts";
import { ClientNotFoundException } from "../../domain/client/client-not-found-exception.ts";
import { ClientSlugTakenException } from "../../domain/client/client-slug-taken-exception.ts";
import { DefaultCategoryNotFoundException } from "../../domain/client/default-category-not-found-exception.ts";
import { insertCategory } from "../../testing/insert-category.ts";
import { newClient } from "../../testing/new-client.ts";
import { rejection } from "../../testing/rejection.ts";
import { StoredClients } from "../../testing/stored-clients.ts";

const active = { by: "state", value: "active" } as const;
const archived = { by: "state", value: "archived" } as const;

export interface ClientRepositories {
  readonly clients: ClientRepository;
  readonly categories: CategoryRepository;
}

/**
 * What every ClientRepository does on its own; what it has to do with sessions is in their contract.
 *
 * @param name Of the implementation.
 * @param createRepositories Gives empty repositories.
 */
export function describeClientRepository(name: string, createRepositories: () => Promise<ClientRepositories>): void {
  describe(`ClientRepository: ${name}`, () => {
    let clients: ClientRepository;
    let categories: CategoryRepository;
    let stored: StoredClients;

    beforeEach(async () => {
      ({ clients, categories } = await createRepositories());
      stored = new StoredClients(clients);
    });

    describe("insert", () => {
      test("keeps every value", async () => {
        const plain = await stored.insert();
        const full = await stored.insert({
          name: "Söhne 📚",
          slug: "soehne",
          contactEmail: "ada@example.com",
          notes: "a\nb",
          defaultCategoryId: await insertCategory(categories),
        });

        expect(await clients.find(plain.id)).toEqual(plain);
        expect(await clients.find(full.id)).toEqual(full);
      });

      test("again, with the same id, keeps the first", async () => {
        const client = await stored.insert();

        expect(await clients.insert(newClient({ id: client.id, name: "Other" }))).toBe(false);
        expect(await clients.find(client.id)).toEqual(client);
      });

      test("refuses a slug that is taken", async () => {
        await stored.insert({ slug: "acme" });
        const client = newClient({ slug: "acme" });

        expect(await rejection(clients.insert(client))).toEqual(new ClientSlugTakenException("acme"));
        expect(await clients.find(client.id)).toBeNull();
      });

      test("refuses a default category that does not exist, and leaves the slug free", async () => {
        const client = newClient({ slug: "acme", defaultCategoryId: Bun.randomUUIDv7() });

        expect(await rejection(clients.insert(client))).toBeInstanceOf(DefaultCategoryNotFoundException);
        await stored.insert({ slug: "acme" });
      });

      test("lets exactly one of 10 take a slug at the same time", async () => {
        const wanted = Array.from({ length: 10 }, () => newClient({ slug: "wanted" }));
        const outcomes = await Promise.allSettled(wanted.map((client) => clients.insert(client)));

        expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
        expect(await stored.listAll(active, 100)).toHaveLength(1);
      });
    });

    test("find gives null for an id that nothing has", async () => {
      expect(await clients.find(Bun.randomUUIDv7())).toBeNull();
    });

    describe("replace", () => {
      test("changes, adds and takes away values", async () => {
        const client = await stored.insert({ notes: "old", contactEmail: "ada@example.com" });
        const defaultCategoryId = await insertCategory(categories);
        const next = await stored.change(client, { name: "Other", notes: null, defaultCategoryId, state: "archived" });

        expect(await clients.find(client.id)).toEqual(next);
        expect(next).toMatchObject({
          version: 2,
          notes: null,
          defaultCategoryId,
          archivedAt: StoredClients.changedAt,
          updatedAt: StoredClients.changedAt,
        });
      });

      test("gives the old slug back and takes the new one", async () => {
        const client = await stored.insert({ slug: "old" });
        await stored.change(client, { slug: "new" });

        await stored.insert({ slug: "old" });
        expect(await rejection(stored.insert({ slug: "new" }))).toBeInstanceOf(ClientSlugTakenException);
      });

      test("refuses a taken slug and changes nothing", async () => {
        await stored.insert({ slug: "taken" });
        const client = await stored.insert();

        expect(await rejection(stored.change(client, { slug: "taken", name: "Other" }))).toBeInstanceOf(
          ClientSlugTakenException,
        );
        expect(await clients.find(client.id)).toEqual(client);
      });

      test("refuses a default category that does not exist, but does not look for one that stays", async () => {
        const defaultCategoryId = await insertCategory(categories);
        const client = await stored.insert({ defaultCategoryId });
        const missing = { defaultCategoryId: Bun.randomUUIDv7() };
        expect(await rejection(stored.change(client, missing))).toBeInstanceOf(DefaultCategoryNotFoundException);

        const category = await categories.find(defaultCategoryId);
        if (category !== null) await categories.remove(category);
        const next = await stored.change(client, { name: "Other" });
        expect(await clients.find(client.id)).toEqual(next);
      });

      test("refuses when the version has changed, even if the new slug is taken too", async () => {
        await stored.insert({ slug: "taken" });
        const client = await stored.insert();
        const next = await stored.change(client, { name: "Other" });

        expect(await rejection(stored.change(client, { slug: "taken" }))).toBeInstanceOf(ClientChangedException);
        expect(await clients.find(client.id)).toEqual(next);
      });

      test("refuses what is gone", async () => {
        const client = await stored.insert();
        await clients.remove(client);

        expect(await rejection(stored.change(client, { name: "Other" }))).toBeInstanceOf(ClientNotFoundException);
        expect(await clients.find(client.id)).toBeNull();
      });

      test("lets exactly one of 5 change a version at the same time, and leaves the losers' slugs free", async () => {
        const client = await stored.insert({ slug: "first" });
        const slugs = Array.from({ length: 5 }, (_, index) => `slug-${index}`);
        const outcomes = await Promise.allSettled(slugs.map((slug) => stored.change(client, { slug })));

        const winners = outcomes.filter((outcome) => outcome.status === "fulfilled").map(({ value }) => value);
        expect(winners).toHaveLength(1);
        expect(await clients.find(client.id)).toEqual(winners[0] ?? null);
        for (const slug of ["first", ...slugs]) if (winners[0]?.slug !== slug) await stored.insert({ slug });
      });
    });

    describe("remove", () => {
      test("takes the client away and gives its slug back", async () => {
        const client = await stored.insert({ slug: "acme" });
        await clients.remove(client);

        expect(await clients.find(client.id)).toBeNull();
        expect(await stored.listAll(active, 10)).toEqual([]);
        await stored.insert({ slug: "acme" });
      });

      test("refuses when the version has changed, and what is gone", async () => {
        const client = await stored.insert();
        const next = await stored.change(client, { name: "Other" });
        expect(await rejection(clients.remove(client))).toBeInstanceOf(ClientChangedException);

        await clients.remove(next);
        expect(await rejection(clients.remove(next))).toBeInstanceOf(ClientNotFoundException);
      });
    });

    describe("list", () => {
      test("gives the newest first, the active and the archived ones apart", async () => {
        const [a, b, c] = [await stored.insert(), await stored.insert(), await stored.insert()];
        const next = await stored.change(b, { state: "archived" });

        expect(await stored.listAll(active, 10)).toEqual([c, a]);
        expect(await stored.listAll(archived, 10)).toEqual([next]);
      });

      test("finds a client by its slug, whatever its state", async () => {
        const client = await stored.insert({ slug: "acme" });
        await stored.insert({ slug: "acme-2" });
        const next = await stored.change(client, { state: "archived" });

        expect(await stored.listAll({ by: "slug", value: "acme" }, 10)).toEqual([next]);
        expect(await stored.listAll({ by: "slug", value: "acm" }, 10)).toEqual([]);
      });

      test("says that the last page is the last, also when it is full", async () => {
        const [a, b] = [await stored.insert(), await stored.insert()];

        expect(await clients.list({ filter: active, limit: 2, after: null })).toEqual({ clients: [b, a], next: null });
        expect(await clients.list({ filter: active, limit: 1, after: null })).toEqual({ clients: [b], next: b.id });
      });

      test.each([1, 2, 3, 100])("pages of %d together give each client once", async (limit) => {
        const inserted: Client[] = [];
        for (let index = 0; index < 5; index += 1) inserted.unshift(await stored.insert());

        expect(await stored.listAll(active, limit)).toEqual(inserted);
      });

      test("goes on behind a client that has been archived or deleted meanwhile", async () => {
        const [a, b, c] = [await stored.insert(), await stored.insert(), await stored.insert()];
        const { next } = await clients.list({ filter: active, limit: 1, after: null });
        await clients.remove(c);
        await stored.change(b, { state: "archived" });

        expect(await clients.list({ filter: active, limit: 1, after: next })).toEqual({ clients: [a], next: null });
      });

      test("takes any UUID as a position", async () => {
        const client = await stored.insert();
        const before = "00000000-0000-4000-8000-000000000000";
        const behind = "ffffffff-ffff-4fff-bfff-ffffffffffff";
        expect((await clients.list({ filter: active, limit: 1, after: before })).clients).toEqual([]);
        expect((await clients.list({ filter: active, limit: 1, after: behind })).clients).toEqual([client]);
        expect(
          (await clients.list({ filter: { by: "slug", value: "none" }, limit: 1, after: behind })).next,
        ).toBeNull();
      });
    });
  });
}
