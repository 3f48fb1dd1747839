import type { IdGenerator } from "../../application/ports/id-generator.ts";

/** Makes UUIDs of version 7 (RFC 9562): those of one process are in the order of their making. */
export class UuidGenerator implements IdGenerator {
  next(): string {
    return Bun.randomUUIDv7();
  }
}
