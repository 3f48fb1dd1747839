/** Takes log lines. */
export interface LineSink {
  /** @param line Without line break. */
  writeLine(line: string): void;
}
