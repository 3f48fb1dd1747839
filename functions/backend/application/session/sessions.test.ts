import { describe, expect, test } from "bun:test";
import { TOKENS } from "../../di/tokens.ts";
import { ClientArchivedException } from "../../domain/client/client-archived-exception.ts";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { ValidationException } from "../../domain/exception/validation-exception.ts";
import { SessionCategoryNotFoundException } from "../../domain/session/session-category-not-found-exception.ts";
import { SessionChangedException } from "../../domain/session/session-changed-exception.ts";
import { SessionClientNotFoundException } from "../../domain/session/session-client-not-found-exception.ts";
import { SessionDeletionUnfinishedException } from "../../domain/session/session-deletion-unfinished-exception.ts";
import { SessionNotFoundException } from "../../domain/session/session-not-found-exception.ts";
import { SessionStateException } from "../../domain/session/session-state-exception.ts";
import { newCategory } from "../../testing/new-category.ts";
import { newClient } from "../../testing/new-client.ts";
import { newInvocation } from "../../testing/new-invocation.ts";
import { rejection } from "../../testing/rejection.ts";
import { sessionTestingBindings } from "../../testing/session-testing-bindings.ts";
import { InvalidCursorException } from "../pagination/invalid-cursor-exception.ts";
import type { StartSessionInput } from "./start-session.ts";

const any = { kind: "any" } as const;
const only = (...versions: number[]) => ({ kind: "versions", versions }) as const;
const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";

async function setUp() {
  const { container, clock, categories, clients, sessions } = sessionTestingBindings();
  const category = newCategory();
  await categories.insert(category);
  const client = newClient({ defaultCategoryId: category.id });
  await clients.insert(client);
  const startSession = container.resolve(TOKENS.StartSession);
  return {
    clock,
    categories,
    clients,
    sessions,
    category,
    client,
    start: (values: Partial<StartSessionInput> = {}) =>
      startSession.execute({
        id: Bun.randomUUIDv7(),
        clientId: client.id,
        title: "Fix the login",
        expiresAt: null,
        ...values,
      }),
    getSession: container.resolve(TOKENS.GetSession),
    listSessions: container.resolve(TOKENS.ListSessions),
    updateSession: container.resolve(TOKENS.UpdateSession),
    deleteSession: container.resolve(TOKENS.DeleteSession),
    invocations: container.resolve(TOKENS.Invocations),
  };
}

describe("StartSession", () => {
  test("gives and keeps a running session with the time of its id", async () => {
    const { start, sessions, client } = await setUp();
    const startedAt = new Date("2026-01-02T03:04:01.234Z");
    const session = await start({ id: Bun.randomUUIDv7("hex", startedAt), title: " Fix " });

    expect(session).toMatchObject({ clientId: client.id, title: "Fix", state: "running", startedAt });
    expect(await sessions.find(session.id)).toBe(session);
  });

  test("takes the client's default category, another one, or none", async () => {
    const { start, category, categories } = await setUp();
    const other = newCategory({ name: "Other" });
    await categories.insert(other);

    expect((await start()).categoryId).toBe(category.id);
    expect((await start({ categoryId: other.id })).categoryId).toBe(other.id);
    expect((await start({ categoryId: null })).categoryId).toBeNull();
  });

  test("does without the default category when that has been deleted", async () => {
    const { start, category, categories } = await setUp();
    await categories.remove(category);
    expect((await start()).categoryId).toBeNull();
  });

  test("again, with the same id, gives the session as it is by then", async () => {
    const { start, updateSession } = await setUp();
    const { id } = await start();
    const updated = await updateSession.execute({ id, changes: { title: "Other" }, precondition: any });
    expect(await start({ id })).toBe(updated);
  });

  test("again, after the session was deleted in between, gives what was started", async () => {
    const { start, deleteSession, sessions } = await setUp();
    const { id } = await start();
    sessions.finishDeletion = () => Promise.resolve(false);
    await rejection(deleteSession.execute({ id, precondition: any }));
    expect(await start({ id })).toMatchObject({ id, version: 1 });
  });

  test("refuses values against the rules, and clients and categories that are not there", async () => {
    const { start, client, clients } = await setUp();
    expect(await rejection(start({ title: "" }))).toBeInstanceOf(ValidationException);
    expect(await rejection(start({ expiresAt: "2026-01-01T00:00:00Z" }))).toBeInstanceOf(ValidationException);
    expect(await rejection(start({ clientId: missingId }))).toEqual(new SessionClientNotFoundException(missingId));
    expect(await rejection(start({ categoryId: missingId }))).toEqual(new SessionCategoryNotFoundException(missingId));

    await clients.replace(client, client.change({ state: "archived" }, new Date()));
    expect(await rejection(start())).toEqual(new ClientArchivedException(client.id));
  });
});

describe("GetSession", () => {
  test("gives the session until it expires", async () => {
    const { start, getSession, clock } = await setUp();
    const session = await start({ expiresAt: "2026-01-02T03:04:06Z" });
    expect(await getSession.execute(session.id)).toBe(session);

    clock.time = new Date("2026-01-02T03:04:06Z");
    expect(await rejection(getSession.execute(session.id))).toEqual(new SessionNotFoundException(session.id));
  });
});

describe("ListSessions", () => {
  test("pages by cursors and ends with none", async () => {
    const { start, listSessions, client } = await setUp();
    for (const title of ["a", "b", "c"]) await start({ title });
    const filter = { by: "clientId", value: client.id } as const;

    const first = await listSessions.execute({ filter, limit: 2, cursor: undefined });
    const second = await listSessions.execute({ filter, limit: 2, cursor: first.nextCursor ?? undefined });

    expect(first.sessions.map(({ title }) => title)).toEqual(["c", "b"]);
    expect(second.sessions.map(({ title }) => title)).toEqual(["a"]);
    expect(second.nextCursor).toBeNull();
  });

  test("refuses a cursor of another listing", async () => {
    const { start, listSessions } = await setUp();
    for (const title of ["a", "b"]) await start({ title });
    const { nextCursor } = await listSessions.execute({ filter: null, limit: 1, cursor: undefined });

    const filter = { by: "state", value: "running" } as const;
    const refusal = await rejection(listSessions.execute({ filter, limit: 1, cursor: nextCursor ?? undefined }));
    expect(refusal).toBeInstanceOf(InvalidCursorException);
  });
});

describe("UpdateSession", () => {
  test("applies the change and keeps it", async () => {
    const { start, updateSession, sessions, clock } = await setUp();
    const { id } = await start();
    clock.time = new Date("2026-03-04T05:06:07.890Z");
    const updated = await updateSession.execute({ id, changes: { state: "completed" }, precondition: only(1) });

    expect(updated).toMatchObject({ state: "completed", version: 2, endedAt: clock.time, updatedAt: clock.time });
    expect(await sessions.find(id)).toBe(updated);
  });

  test("to end it again in the same way is no change, in another way is refused", async () => {
    const { start, updateSession } = await setUp();
    const { id } = await start();
    const completed = await updateSession.execute({ id, changes: { state: "completed" }, precondition: any });

    expect(await updateSession.execute({ id, changes: { state: "completed" }, precondition: any })).toBe(completed);
    for (const state of ["running", "failed", "cancelled"] as const) {
      const refusal = await rejection(updateSession.execute({ id, changes: { state }, precondition: any }));
      expect(refusal).toEqual(new SessionStateException(id, "completed", state));
    }
  });

  test("refuses another version, and an id that nothing has", async () => {
    const { start, updateSession } = await setUp();
    const { id } = await start();
    const changes = { title: "Other" };

    expect(await rejection(updateSession.execute({ id, changes, precondition: only(2) }))).toEqual(
      new SessionChangedException(id),
    );
    expect(await rejection(updateSession.execute({ id: missingId, changes, precondition: any }))).toEqual(
      new SessionNotFoundException(missingId),
    );
  });

  test("for any version, someone else's end in between is what counts", async () => {
    const { start, updateSession, sessions } = await setUp();
    const { id } = await start();
    const replace = sessions.replace.bind(sessions);
    sessions.replace = async (from, to) => {
      sessions.replace = replace;
      await replace(from, from.change({ state: "cancelled" }, new Date()));
      await replace(from, to);
    };
    const refusal = await rejection(updateSession.execute({ id, changes: { state: "completed" }, precondition: any }));

    expect(refusal).toEqual(new SessionStateException(id, "cancelled", "completed"));
  });
});

describe("DeleteSession", () => {
  test("deletes the version that it is told", async () => {
    const { start, deleteSession, sessions } = await setUp();
    const { id } = await start();
    await deleteSession.execute({ id, precondition: only(1) });
    expect(await sessions.findForDeletion(id)).toBeNull();
  });

  test("refuses another version, and an id that nothing has", async () => {
    const { start, deleteSession } = await setUp();
    const { id } = await start();
    expect(await rejection(deleteSession.execute({ id, precondition: only(2) }))).toEqual(
      new SessionChangedException(id),
    );
    expect(await rejection(deleteSession.execute({ id: missingId, precondition: any }))).toEqual(
      new SessionNotFoundException(missingId),
    );
  });

  test("that is cut off by an overload says that the session is gone, as it is", async () => {
    const { start, deleteSession, getSession, sessions } = await setUp();
    const { id } = await start();
    const overload = new ServiceUnavailableException("overloaded", "Too much is going on.", 1);
    sessions.finishDeletion = () => Promise.reject(overload);
    const refusal = await rejection(deleteSession.execute({ id, precondition: any }));

    expect(refusal).toBeInstanceOf(SessionDeletionUnfinishedException);
    expect(refusal).toHaveProperty("cause", overload);
    expect(await rejection(getSession.execute(id))).toBeInstanceOf(SessionNotFoundException);
  });

  test("that is cut off by a defect throws that", async () => {
    const { start, deleteSession, sessions } = await setUp();
    const { id } = await start();
    const defect = new Error("broken");
    sessions.finishDeletion = () => Promise.reject(defect);
    expect(await rejection(deleteSession.execute({ id, precondition: any }))).toBe(defect);
  });

  test("that has no time left says so; the same request goes on, and finds nothing at last", async () => {
    const { start, deleteSession, getSession, invocations } = await setUp();
    const { id } = await start();
    const hurried = newInvocation({ remainingMilliseconds: () => 3_000 });
    const remove = () => deleteSession.execute({ id, precondition: only(1) });

    for (const _ of [1, 2]) {
      const refusal = await rejection(invocations.run(hurried, remove));
      expect(refusal).toEqual(new SessionDeletionUnfinishedException(id));
      expect(refusal).toBeInstanceOf(ServiceUnavailableException);
      expect(await rejection(getSession.execute(id))).toBeInstanceOf(SessionNotFoundException);
    }
    await invocations.run(newInvocation({ remainingMilliseconds: () => 3_001 }), remove);
    expect(await rejection(remove())).toEqual(new SessionNotFoundException(id));
  });
});
