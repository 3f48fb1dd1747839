import type { Entry } from "../client/api-types.ts";

/** An entry with what its writer puts into it. */
export type SeedEntry = Entry & Readonly<Record<string, unknown>>;

/** How far two entries are apart. */
const stepMilliseconds = 4200;

/** Writes down an agent's run, each entry below the one before. */
export class TranscriptWriter {
  readonly #entries: SeedEntry[] = [];
  readonly #end: Date;
  #calls = 0;

  /** @param end When the run ended: about when the last entry was written. */
  constructor(end: Date) {
    this.#end = end;
  }

  user(text: string): this {
    return this.#message({ role: "user", content: [{ type: "text", text }] });
  }

  assistant(text: string): this {
    return this.#message({ role: "assistant", content: [{ type: "text", text }], model: "draht-agent-1" });
  }

  /** The agent calls a tool, and gets what it answers. */
  tool(name: string, input: object, output: string | readonly object[]): this {
    this.#calls += 1;
    const id = `call_${this.#calls}`;
    this.#message({ role: "assistant", content: [{ type: "tool_call", id, name, input }], model: "draht-agent-1" });
    const content = typeof output === "string" ? [{ type: "text", text: output }] : output;
    return this.#message({ role: "tool", callId: id, toolName: name, content });
  }

  /** What has been written, with times that lead up to the end. */
  entries(): readonly SeedEntry[] {
    const first = this.#end.getTime() - this.#entries.length * stepMilliseconds;
    return this.#entries.map((entry, index) =>
      Object.assign({}, entry, { timestamp: new Date(first + index * stepMilliseconds).toISOString() }),
    );
  }

  #message(message: object): this {
    const id = this.#entries.length + 1;
    const parentId = id === 1 ? null : idOf(id - 1);
    this.#entries.push({ id: idOf(id), parentId, timestamp: "", type: "message", message });
    return this;
  }
}

/** The same in every run: an entry that is sent again is known by it. */
function idOf(number: number): string {
  return `entry-${String(number).padStart(4, "0")}`;
}
