import { expect, test } from "bun:test";
import { collectionOf, Known, knownEntityTag } from "./known.ts";
import { Memory } from "./memory.ts";

const collections = ["categories", "clients", "sessions"];

test.each([
  ["clientId", "clients"],
  ["defaultCategoryId", "categories"],
  ["sessionId", "sessions"],
  ["parentId", undefined],
  ["id", undefined],
  ["client", undefined],
])("%s holds ids of %p", (name, collection) => {
  expect(collectionOf(name, collections)).toBe(collection);
});

const firstClient = new Known("id", "clients", 0, "none");

function answer(values: { readonly headers?: Record<string, string>; readonly body?: unknown }) {
  return { headers: new Headers(values.headers), body: values.body };
}

test("before anything is known, something else stands for it", () => {
  const memory = new Memory();
  expect(memory.resolve({ a: [firstClient], b: 1 }, "/clients")).toEqual({ a: ["none"], b: 1 });
  expect(memory.resolve(knownEntityTag, "/clients/1")).toBe("*");
});

test("ids are learnt from where new things are, and from lists; the newest comes first", () => {
  const memory = new Memory();
  memory.learn("/clients", answer({ headers: { location: "/clients/1", etag: '"1"' } }));
  memory.learn("/clients?limit=2", answer({ body: { items: [{ id: "2" }], nextCursor: null } }));
  expect(memory.resolve([firstClient, new Known("id", "clients", 3, "none")], "/")).toEqual(["2", "1"]);
  expect(memory.resolve(knownEntityTag, "/clients/1")).toBe('"1"');
});

test("the next page of a list keeps its filters", () => {
  const memory = new Memory();
  memory.learn("/clients?state=active", answer({ body: { items: [], nextCursor: "abc" } }));
  expect(memory.nextPage("/clients")?.toString()).toBe("state=active&cursor=abc");
  expect(memory.nextPage("/sessions")).toBeUndefined();
});

test("what was deleted is asked for last", () => {
  const memory = new Memory();
  for (const id of ["1", "2"]) memory.learn("/clients", answer({ headers: { location: `/clients/${id}` } }));
  memory.forget("/clients/2");
  expect(memory.resolve(firstClient, "/")).toBe("1");
});
