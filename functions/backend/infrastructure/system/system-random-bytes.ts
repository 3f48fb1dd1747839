import type { RandomBytes } from "../../application/ports/random-bytes.ts";

/** The system's cryptographically secure generator. */
export class SystemRandomBytes implements RandomBytes {
  next(length: number): Uint8Array {
    return crypto.getRandomValues(new Uint8Array(length));
  }
}
