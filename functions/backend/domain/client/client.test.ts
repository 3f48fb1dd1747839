import { describe, expect, test } from "bun:test";
import { newClient } from "../../testing/new-client.ts";
import { ValidationException } from "../exception/validation-exception.ts";

const later = new Date("2026-02-03T04:05:06.789Z");
const latest = new Date("2026-03-04T05:06:07.890Z");

describe("a new client", () => {
  test("is active, in version 1, and unchanged since its creation", () => {
    const client = newClient();
    expect(client).toMatchObject({ state: "active", archivedAt: null, version: 1 });
    expect(client.updatedAt).toEqual(client.createdAt);
  });

  test("has its values checked and normalised, and a slug made of its name", () => {
    const client = newClient({
      name: " Cafe\u0301 ",
      slug: undefined,
      notes: " a\nb ",
      contactEmail: "ada@example.com",
    });
    expect(client).toMatchObject({ name: "Café", slug: "cafe", notes: "a\nb", contactEmail: "ada@example.com" });
  });

  test.each([{ name: "" }, { slug: "" }, { contactEmail: "" }, { notes: "" }, { name: "東京", slug: undefined }])(
    "cannot have %j",
    (values) => {
      expect(() => newClient(values)).toThrow(ValidationException);
    },
  );
});

describe("change", () => {
  const client = newClient({ name: "Acme", slug: "acme", notes: "old", contactEmail: "ada@example.com" });

  test("gives the next version and leaves the old one as it was", () => {
    const next = client.change({ name: "Other", slug: "other" }, later);

    expect(next).toMatchObject({ version: 2, updatedAt: later, createdAt: client.createdAt, id: client.id });
    expect(next).toMatchObject({ name: "Other", slug: "other", notes: "old", contactEmail: "ada@example.com" });
    expect(client).toMatchObject({ name: "Acme", slug: "acme", version: 1 });
  });

  test("of the name leaves the slug", () => {
    expect(client.change({ name: "Other" }, later).slug).toBe("acme");
  });

  test("to null takes away", () => {
    const next = client.change({ notes: null, contactEmail: null, defaultCategoryId: null }, later);
    expect([next.notes, next.contactEmail, next.defaultCategoryId]).toEqual([null, null, null]);
  });

  test.each([{}, { name: " Acme" }, { slug: "acme", notes: "old" }, { state: "active" as const }, { name: undefined }])(
    "by %j, which changes nothing, gives the same client",
    (changes) => {
      expect(client.change(changes, later)).toBe(client);
    },
  );

  test.each([{ name: "" }, { slug: "A" }, { contactEmail: "" }, { notes: "" }])("refuses %j", (changes) => {
    expect(() => client.change(changes, later)).toThrow(ValidationException);
  });

  test("archives once, and restores", () => {
    const archived = client.change({ state: "archived" }, later);
    expect(archived).toMatchObject({ state: "archived", archivedAt: later, version: 2 });
    expect(archived.change({ state: "archived" }, latest)).toBe(archived);

    const renamed = archived.change({ name: "Other" }, latest);
    expect(renamed).toMatchObject({ state: "archived", archivedAt: later, version: 3 });

    const restored = renamed.change({ state: "active" }, latest);
    expect(restored).toMatchObject({ state: "active", archivedAt: null, version: 4, name: "Other" });
  });
});
