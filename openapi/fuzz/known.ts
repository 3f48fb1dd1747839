import * as fc from "fast-check";
import type { Schemas } from "../schema-containment.ts";
import { uuids } from "./uuids.ts";
import { validValue, type ValueOptions } from "./valid-value.ts";

/** Something that only the running API can give; a step names it, and gets it when it is sent. */
export class Known {
  readonly kind: "id" | "entity-tag";
  /** Of ids: the first part of their path, such as `clients`. */
  readonly collection: string;
  /** Which of those that are known, counted from the newest. */
  readonly index: number;
  /** What stands for it while none is known. */
  readonly otherwise: string | null;

  constructor(kind: Known["kind"], collection: string, index: number, otherwise: Known["otherwise"]) {
    this.kind = kind;
    this.collection = collection;
    this.index = index;
    this.otherwise = otherwise;
  }
}

/** The entity tag of what the request is for. */
export const knownEntityTag = new Known("entity-tag", "", 0, "*");

/** An id that the API has given out in this collection. */
export function knownId(collection: string, otherwise: fc.Arbitrary<string | null> = uuids): fc.Arbitrary<Known> {
  return fc.tuple(fc.nat(19), otherwise).map(([index, other]) => new Known("id", collection, index, other));
}

/** Values of requests for this path, in which most ids are of things that are there. */
export function withKnownIds(path: string, components: Schemas, collections: readonly string[]): ValueOptions {
  const own = path.split("/")[1] ?? "";
  return {
    components,
    property(name, schema) {
      const parts = [schema, ...(schema.anyOf ?? [])];
      if (!parts.some(({ format }) => format === "uuid")) return undefined;
      const collection = collectionOf(name, collections) ?? own;
      const mayBeNull = parts.some(({ type }) => type === "null");
      const known = mayBeNull ? knownId(collection, fc.constant(null)) : knownId(collection);
      return fc.oneof({ arbitrary: known, weight: 9 }, { arbitrary: validValue(schema, { components }), weight: 1 });
    },
  };
}

/** The collection whose ids a property of this name holds: `defaultCategoryId` those of `categories`. */
export function collectionOf(name: string, collections: readonly string[]): string | undefined {
  if (!name.endsWith("Id")) return undefined;
  const thing = name.slice(0, -2).toLowerCase();
  return collections.find((collection) => thing.endsWith(collection.replace(/ies$/, "y").replace(/s$/, "")));
}

/** A value as it will be in JSON, with some id in the place of a known one. */
export function asSent(value: unknown): unknown {
  const text = JSON.stringify(value, (_name, part: unknown) => (part instanceof Known ? part.otherwise : part));
  return text === undefined ? undefined : JSON.parse(text);
}
