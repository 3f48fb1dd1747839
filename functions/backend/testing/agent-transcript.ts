/** The transcript of a coding agent's run as its JSON Lines file holds it: always the same lines for the same seed. */
export function agentTranscript(lineCount: number, seed: number): readonly string[] {
  const agent = new RecordedAgent(seed);
  const lines = [agent.begin()];
  while (lines.length < lineCount) lines.push(...agent.takeTurn());
  return lines.slice(0, lineCount);
}

const files = ["src/login.ts", "src/session/store.ts", "test/login.test.ts", "docs/réglages.md", "src/größe.ts"];
const words =
  "const await return the session token expires before renew test error undefined promise handler für 確認 🚀 value path" +
  " import export function string number read write edit assert equal import type interface readonly private class";

class RecordedAgent {
  readonly #random: () => number;
  #time = Date.UTC(2026, 0, 2, 3, 4, 5);
  #count = 0;
  #parentId: string | null = null;

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
  }

  begin(): string {
    return this.#write("session", { version: 3, cwd: "/home/ada/acme-shop" });
  }

  /** What the user says, and what the agent says and does until it is done. */
  takeTurn(): string[] {
    const lines = [this.#message("user", [{ type: "text", text: this.#text(30) }])];
    if (this.#random() < 0.02) lines.push(this.#write("model_change", { provider: "anthropic", modelId: "large" }));
    const steps = 1 + Math.floor(this.#random() * 12);
    for (let step = 0; step < steps; step += 1) lines.push(...this.#callTool());
    lines.push(this.#message("assistant", [{ type: "text", text: this.#text(120) }]));
    if (this.#random() < 0.03)
      lines.push(this.#write("compaction", { summary: this.#text(400), tokensBefore: 150_000 }));
    return lines;
  }

  #callTool(): string[] {
    const toolCallId = `call_${this.#count}`;
    const path = files[Math.floor(this.#random() * files.length)];
    const call = this.#message("assistant", [
      { type: "thinking", thinking: this.#text(60), thinkingSignature: this.#base64(180) },
      { type: "toolCall", id: toolCallId, name: "read", arguments: { path, limit: 200 } },
    ]);
    const isImage = this.#random() < 0.004;
    const content = isImage
      ? [{ type: "image", mimeType: "image/png", data: this.#base64(250_000 + Math.floor(this.#random() * 600_000)) }]
      : [{ type: "text", text: this.#text(Math.floor(this.#random() ** 4 * 2_500)).replaceAll(" const", "\n\tconst") }];
    return [call, this.#message("toolResult", content, { toolCallId, isError: this.#random() < 0.1 })];
  }

  #message(role: string, content: readonly object[], more: object = {}): string {
    const usage = { input: 2 * this.#count, output: 7, cost: { total: this.#random() / 100 } };
    return this.#write("message", { message: { role, content, ...more, ...(role === "assistant" && { usage }) } });
  }

  #write(type: string, values: object): string {
    this.#count += 1;
    this.#time += Math.floor(this.#random() * 5_000);
    const id = Math.floor(this.#random() * 2 ** 32).toString(16) + this.#count.toString(16).padStart(4, "0");
    const line = { type, id, parentId: this.#parentId, timestamp: new Date(this.#time).toISOString(), ...values };
    this.#parentId = id;
    const json = JSON.stringify(line);
    // Other programs write other JSON: spaces between tokens, escapes, numbers with zeros at the end.
    if (this.#count % 5 === 0) return json.replaceAll("é", "\\u00e9").replace('"type":', '"type" : ');
    return this.#count % 7 === 0 ? json.replace(/}$/, ',"elapsed":1.50, "elapsed":1.0E+3 }') : json;
  }

  #text(length: number): string {
    const choice = words.split(" ");
    return Array.from({ length }, () => choice[Math.floor(this.#random() * choice.length)]).join(" ");
  }

  /** Of bytes that no compression makes smaller. */
  #base64(byteCount: number): string {
    const bytes = new Uint32Array(Math.ceil(byteCount / 4)).map(() => this.#random() * 2 ** 32);
    return Buffer.from(bytes.buffer).toString("base64");
  }
}

/** Mulberry32 (Tommy Ettinger): numbers from 0 to below 1, always the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
