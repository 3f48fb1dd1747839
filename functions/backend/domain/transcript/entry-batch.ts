import { type FieldError, ValidationException } from "../exception/validation-exception.ts";
import { type Entry, type JsonText, parseEntry } from "./entry.ts";

/** The most entries that are appended at once. */
export const maximumBatchEntries = 1_000;

/** So many faults are named that a writer sees the pattern, and not so many that the answer outgrows the request. */
const maximumErrors = 20;

/**
 * Reads the entries that are to be appended together.
 *
 * @throws ValidationException naming what is wrong by the entry's index.
 */
export function parseEntryBatch(texts: readonly JsonText[]): readonly Entry[] {
  refuseBatchSize(texts.length);
  const entries: Entry[] = [];
  const errors: FieldError[] = [];
  const indexes = new Map<string, number>();
  for (const [index, text] of texts.entries()) {
    const entry = parseEntry(text);
    if (!("id" in entry)) {
      errors.push(...entry.map(({ path, message }) => ({ path: [index, ...path], message })));
      continue;
    }
    const earlier = indexes.get(entry.id);
    if (earlier === undefined) indexes.set(entry.id, index);
    else errors.push({ path: [index, "id"], message: `Is the id of entry ${earlier} of this batch, too.` });
    entries.push(entry);
  }
  if (errors.length > 0) throw new ValidationException(errors.slice(0, maximumErrors));
  return entries;
}

/** @throws ValidationException unless so many entries can be appended at once. */
export function refuseBatchSize(size: number): void {
  if (size >= 1 && size <= maximumBatchEntries) return;
  const message = `Must hold 1 to ${maximumBatchEntries} entries; it holds ${size}.`;
  throw new ValidationException([{ path: [], message }]);
}
