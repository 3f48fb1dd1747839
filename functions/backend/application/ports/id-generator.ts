/** Gives new things their ids. */
export interface IdGenerator {
  /** A new UUID version 7 (RFC 9562): unique, and later ones sort after earlier ones. */
  next(): string;
}
