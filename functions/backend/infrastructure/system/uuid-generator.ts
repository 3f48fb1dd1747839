import type { IdGenerator } from "../../application/ports/id-generator.ts";

export class UuidGenerator implements IdGenerator {
  next(): string {
    return Bun.randomUUIDv7();
  }
}
