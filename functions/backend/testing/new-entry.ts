import type { Entry } from "../domain/transcript/entry.ts";

/** An entry of a transcript, apart from what is given. */
export function newEntry(values: Readonly<Record<string, unknown>> = {}): Entry {
  const id = typeof values["id"] === "string" ? values["id"] : crypto.randomUUID();
  const entry = { type: "message", parentId: null, timestamp: "2026-01-02T03:04:05.678Z", ...values, id };
  return { id, json: JSON.stringify(entry) };
}
