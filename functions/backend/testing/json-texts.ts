import type { Entry, JsonText } from "../domain/transcript/entry.ts";

/** Entries as they are before they are read. */
export function jsonTexts(entries: readonly Pick<Entry, "json">[]): readonly JsonText[] {
  return entries.map(({ json }) => ({ text: json, value: JSON.parse(json) as unknown }));
}
