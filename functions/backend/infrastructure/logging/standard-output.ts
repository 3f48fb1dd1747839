import type { LineSink } from "./line-sink.ts";

/**
 * Writes to standard output itself rather than through `console`, which Lambda runtimes wrap: a JSON line stays the JSON
 * line that it is.
 */
export class StandardOutput implements LineSink {
  readonly #writer = Bun.stdout.writer();

  writeLine(line: string): void {
    void this.#writer.write(`${line}\n`);
    void this.#writer.flush();
  }
}
