import type { Entry } from "../../backend/domain/transcript/entry.ts";
import { newEntry } from "../../backend/testing/new-entry.ts";

/** An entry whose JSON has exactly so many bytes. */
export function entryOfSize(bytes: number): Entry {
  const { json } = newEntry({ text: "" });
  return newEntry({ text: "\\".repeat((bytes - Buffer.byteLength(json)) / 2) });
}
