import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { agentTranscript } from "../backend/testing/agent-transcript.ts";
import type { EmulatedStore } from "../backend/testing/emulated-store.ts";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { interrupt } from "../backend/testing/interruption.ts";
import { injectFaults } from "../backend/testing/transient-faults.ts";
import { storedSession } from "./testing/stored-session.ts";
import { storedTranscriptApi } from "./testing/stored-transcript-api.ts";
import type { TranscriptApi } from "./testing/transcript-api.ts";

const stores = await EmulatedStores.start();

/** What befalls one invocation in four. */
const troubles: readonly ((store: EmulatedStore) => unknown)[] = [
  ({ client }) => injectFaults(client, ["throttle"]),
  ({ client }) => injectFaults(client, ["lost-answer", "server-error"]),
  ({ client }) => interrupt(client, { call: 1, moment: "before" }),
  ({ client }) => interrupt(client, { call: 2, moment: "before" }),
  ({ client }) => interrupt(client, { call: 2, moment: "after" }),
  ({ client }) => interrupt(client, { call: 3, moment: "after" }),
];

async function setUp() {
  const store = await stores.create();
  const { session } = await storedSession(store);
  let invocations = 0;
  let disturbed = 0;

  /** Another invocation's API; in every fourth one something goes wrong. */
  function disturbedApi(): TranscriptApi {
    const functionStore = store.another();
    invocations += 1;
    if (invocations % 4 === 0) {
      troubles[disturbed % troubles.length]?.(functionStore);
      disturbed += 1;
    }
    return storedTranscriptApi(functionStore, session.id);
  }

  return { disturbedApi, api: storedTranscriptApi(store, session.id), disturbedCount: () => disturbed };
}

const appended = v.object({ lastSequence: v.number() });

/** Up to 60 lines and 4 MiB. */
function takeBatch(lines: readonly string[], start: number): readonly string[] {
  const batch = lines.slice(start, start + 1 + Math.floor(Math.random() * 60));
  let bytes = 0;
  const tooMuch = batch.findIndex((line) => (bytes += Buffer.byteLength(line) + 1) > 2_000_000);
  return tooMuch === -1 ? batch : batch.slice(0, Math.max(1, tooMuch));
}

/** As JSON Lines, or as an array with white space between the elements. */
function toBody(batch: readonly string[], writer: number) {
  return writer === 0 ? batch : `[\n  ${batch.join(",\n  ")}\n]`;
}

describe.skipIf(!stores.available)("the transcript of an agent's run", () => {
  test("written by two who race for each next entry reads back equal, once each, in order", async () => {
    const { disturbedApi, api, disturbedCount } = await setUp();
    const lines = agentTranscript(3_000, 1);

    async function write(writer: number): Promise<void> {
      for (let written = 0; written < lines.length;) {
        const body = toBody(takeBatch(lines, written), writer);
        const { status, text } = await disturbedApi().append(body, `after=${written}`);
        if (status === 200) written = v.parse(appended, JSON.parse(text)).lastSequence;
        else if (status === 409) written = await api.lastSequence();
        // Whatever became of it: the same again.
        else expect(status).toBeOneOf([500, 503]);
      }
    }
    await Promise.all([write(0), write(1)]);

    expect(disturbedCount()).toBeGreaterThan(10);
    expect((await api.wholeTranscript()) === lines.map((line) => `${line}\n`).join("")).toBeTrue();
    expect(await api.lastSequence()).toBe(lines.length);
  });

  test("of two writers, each with entries of its own, has each entry once, and each writer's in order", async () => {
    const { disturbedApi, api } = await setUp();
    const transcripts = [agentTranscript(400, 2), agentTranscript(400, 3)];

    async function write(lines: readonly string[], writer: number): Promise<void> {
      for (let written = 0; written < lines.length;) {
        const batch = takeBatch(lines, written);
        const { status } = await disturbedApi().append(toBody(batch, writer));
        if (status === 200) written += batch.length;
        else expect(status).toBeOneOf([500, 503]);
      }
    }
    await Promise.all(transcripts.map(write));

    const read = (await api.wholeTranscript()).split("\n").slice(0, -1);
    for (const lines of transcripts) {
      const own = new Set(lines);
      expect(read.filter((line) => own.has(line))).toEqual([...lines]);
    }
    expect(read).toHaveLength(800);
  });
});
