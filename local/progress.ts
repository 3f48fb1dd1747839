/** Tells on a terminal or in a log what the start command is doing: one line when a step is done, with its time. */
export class Progress {
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  /**
   * Runs one step. `work` may call `detail` in between for what takes long, and gives the result with a summary of what
   * was done.
   */
  async step<Result>(
    name: string,
    work: (detail: (text: string) => void) => Promise<{ readonly result: Result; readonly summary: string }>,
  ): Promise<Result> {
    const label = name.padEnd(labelWidth);
    const start = performance.now();
    const { result, summary } = await work((text) => this.#write(`  ${label}${text}`));
    this.#write(`✓ ${label}${summary}  ${formatDuration(performance.now() - start)}`);
    return result;
  }
}

const labelWidth = 11;

/** Milliseconds below one second, seconds with one digit above. */
export function formatDuration(milliseconds: number): string {
  const rounded = Math.round(milliseconds);
  return rounded < 1000 ? `${rounded} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
