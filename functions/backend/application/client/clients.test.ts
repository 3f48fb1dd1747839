import { describe, expect, test } from "bun:test";
import { TOKENS } from "../../di/tokens.ts";
import type { NewClient } from "../../domain/client/client.ts";
import { ClientChangedException } from "../../domain/client/client-changed-exception.ts";
import { ClientHasSessionsException } from "../../domain/client/client-has-sessions-exception.ts";
import { ClientNotFoundException } from "../../domain/client/client-not-found-exception.ts";
import { ClientSlugTakenException } from "../../domain/client/client-slug-taken-exception.ts";
import { DefaultCategoryNotFoundException } from "../../domain/client/default-category-not-found-exception.ts";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { ValidationException } from "../../domain/exception/validation-exception.ts";
import { newSession } from "../../testing/new-session.ts";
import { rejection } from "../../testing/rejection.ts";
import { sessionTestingBindings } from "../../testing/session-testing-bindings.ts";
import { InvalidCursorException } from "../pagination/invalid-cursor-exception.ts";

const any = { kind: "any" } as const;
const only = (...versions: number[]) => ({ kind: "versions", versions }) as const;
const active = { by: "state", value: "active" } as const;
const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";

function setUp() {
  const { container, clock, clients, sessions } = sessionTestingBindings();
  const createClient = container.resolve(TOKENS.CreateClient);
  return {
    clock,
    clients,
    sessions,
    create: (values: Partial<NewClient> = {}) =>
      createClient.execute({
        id: Bun.randomUUIDv7(),
        name: "Acme",
        contactEmail: null,
        notes: null,
        defaultCategoryId: null,
        ...values,
      }),
    getClient: container.resolve(TOKENS.GetClient),
    listClients: container.resolve(TOKENS.ListClients),
    updateClient: container.resolve(TOKENS.UpdateClient),
    deleteClient: container.resolve(TOKENS.DeleteClient),
  };
}

describe("CreateClient", () => {
  test("gives and keeps a client with a slug and the time of its id", async () => {
    const { create, clients } = setUp();
    const createdAt = new Date("2026-01-02T03:04:01.234Z");
    const client = await create({ id: Bun.randomUUIDv7("hex", createdAt), name: " Acme Ltd. " });

    expect(client).toMatchObject({ name: "Acme Ltd.", slug: "acme-ltd", state: "active", createdAt });
    expect(await clients.find(client.id)).toBe(client);
  });

  test("again, with the same id, gives the client as it is by then", async () => {
    const { create, updateClient } = setUp();
    const { id } = await create();
    const updated = await updateClient.execute({ id, changes: { name: "Other" }, precondition: any });

    expect(await create({ id })).toBe(updated);
  });

  test("again, after the client was deleted in between, gives what was created", async () => {
    const { create, clients } = setUp();
    const { id } = await create();
    clients.find = () => Promise.resolve(null);
    expect(await create({ id })).toMatchObject({ id, version: 1 });
  });

  test("refuses values against the rules, a missing category and a taken slug", async () => {
    const { create } = setUp();
    await create();

    expect(await rejection(create({ name: "" }))).toBeInstanceOf(ValidationException);
    expect(await rejection(create({ defaultCategoryId: missingId }))).toBeInstanceOf(DefaultCategoryNotFoundException);
    expect(await rejection(create({ name: "ACME" }))).toEqual(new ClientSlugTakenException("acme"));
  });
});

describe("GetClient", () => {
  test("gives the client, or refuses an id that nothing has", async () => {
    const { create, getClient } = setUp();
    const client = await create();
    expect(await getClient.execute(client.id)).toBe(client);
    expect(await rejection(getClient.execute(missingId))).toEqual(new ClientNotFoundException(missingId));
  });
});

describe("ListClients", () => {
  test("pages by cursors and ends with none", async () => {
    const { create, listClients } = setUp();
    for (const name of ["a", "b", "c"]) await create({ name });

    const first = await listClients.execute({ filter: active, limit: 2, cursor: undefined });
    const cursor = first.nextCursor ?? undefined;
    const second = await listClients.execute({ filter: active, limit: 2, cursor });

    expect(first.clients.map(({ name }) => name)).toEqual(["c", "b"]);
    expect(second.clients.map(({ name }) => name)).toEqual(["a"]);
    expect(second.nextCursor).toBeNull();
  });

  test("refuses a cursor of another listing", async () => {
    const { create, listClients } = setUp();
    for (const name of ["a", "b"]) await create({ name });
    const { nextCursor } = await listClients.execute({ filter: active, limit: 1, cursor: undefined });

    const cursor = nextCursor ?? undefined;
    const archived = { by: "state", value: "archived" } as const;
    const refusal = await rejection(listClients.execute({ filter: archived, limit: 1, cursor }));
    expect(refusal).toBeInstanceOf(InvalidCursorException);
  });
});

describe("UpdateClient", () => {
  test("applies the change and keeps it", async () => {
    const { create, updateClient, clients, clock } = setUp();
    const { id } = await create();
    clock.time = new Date("2026-03-04T05:06:07.890Z");
    const updated = await updateClient.execute({ id, changes: { state: "archived" }, precondition: only(1) });

    expect(updated).toMatchObject({ state: "archived", version: 2, updatedAt: clock.time, archivedAt: clock.time });
    expect(await clients.find(id)).toBe(updated);
  });

  test("a change that changes nothing makes no version", async () => {
    const { create, updateClient } = setUp();
    const client = await create();
    const changes = { name: "Acme", state: "active" } as const;
    expect(await updateClient.execute({ id: client.id, changes, precondition: only(1) })).toBe(client);
  });

  test("refuses another version, and an id that nothing has", async () => {
    const { create, updateClient } = setUp();
    const { id } = await create();
    const changes = { name: "Other" };

    expect(await rejection(updateClient.execute({ id, changes, precondition: only(2) }))).toEqual(
      new ClientChangedException(id),
    );
    expect(await rejection(updateClient.execute({ id: missingId, changes, precondition: any }))).toEqual(
      new ClientNotFoundException(missingId),
    );
  });

  test("for any version, a change in between only means another try", async () => {
    const { create, updateClient, clients } = setUp();
    const client = await create();
    const replace = clients.replace.bind(clients);
    clients.replace = async (from, to) => {
      clients.replace = replace;
      await replace(from, from.change({ notes: "theirs" }, new Date()));
      await replace(from, to);
    };
    const updated = await updateClient.execute({ id: client.id, changes: { name: "Other" }, precondition: any });

    expect(updated).toMatchObject({ name: "Other", notes: "theirs", version: 3 });
  });

  test("gives up when others are always faster", async () => {
    const { create, updateClient, clients } = setUp();
    const { id } = await create();
    clients.replace = () => Promise.reject(new ClientChangedException(id));
    const refusal = await rejection(updateClient.execute({ id, changes: { name: "Other" }, precondition: any }));

    expect(refusal).toBeInstanceOf(ServiceUnavailableException);
  });
});

describe("DeleteClient", () => {
  test("deletes the version that it is told, and frees the slug", async () => {
    const { create, deleteClient, clients } = setUp();
    const { id } = await create();
    await deleteClient.execute({ id, precondition: only(1) });
    expect(await clients.find(id)).toBeNull();
    await create();
  });

  test("refuses another version, an id that nothing has, and a client with sessions", async () => {
    const { create, deleteClient, sessions } = setUp();
    const { id } = await create();
    expect(await rejection(deleteClient.execute({ id, precondition: only(2) }))).toEqual(
      new ClientChangedException(id),
    );
    expect(await rejection(deleteClient.execute({ id: missingId, precondition: any }))).toEqual(
      new ClientNotFoundException(missingId),
    );
    await sessions.insert(newSession({ clientId: id }));
    expect(await rejection(deleteClient.execute({ id, precondition: any }))).toEqual(
      new ClientHasSessionsException(id),
    );
  });
});
