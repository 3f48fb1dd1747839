import { Known } from "./known.ts";

const limit = 20;

/** What a run has learnt from the answers so far. */
export class Memory {
  readonly #ids = new Map<string, string[]>();
  readonly #nextPages = new Map<string, URLSearchParams>();
  readonly #entityTags = new Map<string, string>();

  /** Replaces what is known in a value, however deep it stands. */
  resolve(value: unknown, path: string): unknown {
    if (value instanceof Known) return this.#lookUp(value, path);
    if (Array.isArray(value)) return value.map((item) => this.resolve(item, path));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.resolve(part, path)]));
  }

  /** The query that leads on from the newest page of this list, whose filters it has to repeat. */
  nextPage(path: string): URLSearchParams | undefined {
    return this.#nextPages.get(path);
  }

  #lookUp({ kind, collection, index, otherwise }: Known, path: string): string | null {
    if (kind === "entity-tag") return this.#entityTags.get(path) ?? otherwise;
    const ids = this.#ids.get(collection) ?? [];
    return ids[index % Math.max(1, ids.length)] ?? otherwise;
  }

  /** Takes ids, cursors and entity tags out of an answer. */
  learn(url: string, { headers, body }: { readonly headers: Headers; readonly body: unknown }): void {
    const [path = "", query = ""] = url.split("?");
    const etag = headers.get("etag");
    const collection = path.split("/")[1] ?? "";
    const location = headers.get("location");
    if (location !== null) this.#addId(collection, location.split("/").at(-1) ?? "");
    if (etag !== null) this.#entityTags.set(location ?? path, etag);
    if (typeof body !== "object" || body === null) return;
    if ("nextCursor" in body && typeof body.nextCursor === "string") {
      const next = new URLSearchParams(query);
      next.set("cursor", body.nextCursor);
      this.#nextPages.set(path, next);
    }
    if ("items" in body && Array.isArray(body.items)) {
      for (const item of body.items) if (hasId(item)) this.#addId(collection, item.id);
    }
  }

  /** What was deleted is known a little longer, to be asked for once more. */
  forget(path: string): void {
    const [, collection = "", id = ""] = path.split("/");
    const ids = this.#ids.get(collection)?.filter((other) => other !== id) ?? [];
    this.#ids.set(collection, [...ids, id].slice(-limit));
  }

  #addId(collection: string, id: string): void {
    const others = this.#ids.get(collection)?.filter((other) => other !== id) ?? [];
    this.#ids.set(collection, [id, ...others].slice(0, limit));
  }
}

function hasId(value: unknown): value is { readonly id: string } {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
}
