/** What is kept in place of a token's text. */
export interface TokenHasher {
  /** The same text always has the same hash, and nobody finds a text by its hash. */
  hash(text: string): string;

  /** Whether two hashes are the same; how long it takes does not depend on where they differ. */
  matches(hash: string, other: string): boolean;

  /** A hash that no text is known to have. */
  readonly none: string;
}
