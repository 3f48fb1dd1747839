/** The source of secrets. */
export interface RandomBytes {
  /** Bytes that nobody can predict, whatever was generated before. */
  next(length: number): Uint8Array;
}
