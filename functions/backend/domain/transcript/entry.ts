import type { FieldError } from "../exception/validation-exception.ts";
import { timestampProblem } from "./timestamp.ts";

/** A JSON value beside the very text that it was read from. */
export interface JsonText {
  readonly text: string;
  readonly value: unknown;
}

/**
 * One line of a transcript. It is kept as the JSON text that its writer sent, to the byte: the order of keys, numbers
 * such as `1.0`, escapes and white space between tokens stay as they are.
 */
export interface Entry {
  /** Unique in its transcript; given by the writer, so that an entry that is sent twice is kept once. */
  readonly id: string;
  /** A JSON object without line breaks. */
  readonly json: string;
}

/** An entry's text at its place in the transcript. */
export interface PlacedEntry {
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly json: string;
}

/** Printable ASCII without space, such as a UUID or 8 hexadecimal digits. */
export const entryIdPattern = /^[!-~]{1,128}$/;

/** A word such as `message` or `tool_result`. */
export const entryTypePattern = /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}$/;

/**
 * Reads an entry: an object with `id`, `timestamp` (RFC 3339), `type` and, where it follows another entry, that one's id
 * as `parentId`. Anything else in it is the writer's. Where a key is repeated, the last one counts, as for `JSON.parse`.
 * The parent is not looked for: a writer may send a branch before its root.
 *
 * @returns The entry, or what is wrong with it.
 */
export function parseEntry({ text, value }: JsonText): Entry | readonly FieldError[] {
  if (!isObject(value)) return [{ path: [], message: "Must be a JSON object." }];
  const { id, parentId, timestamp, type } = value;
  const problems: readonly (readonly [string, string | null])[] = [
    ["id", idProblem(id)],
    ["parentId", parentId === undefined || parentId === null ? null : idProblem(parentId)],
    ["timestamp", timestampProblem(timestamp)],
    ["type", typeProblem(type)],
  ];
  const errors = problems.flatMap(([key, message]) => (message === null ? [] : [{ path: [key], message }]));
  // Within JSON, line breaks can only stand between tokens. A transcript is read as lines, one for each entry.
  if (/[\n\r]/.test(text))
    errors.push({ path: [], message: "Must stand in one line, without line breaks between its tokens." });
  return errors.length > 0 || typeof id !== "string" ? errors : { id, json: text };
}

function isObject(value: unknown): value is Partial<Record<"id" | "parentId" | "timestamp" | "type", unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function idProblem(id: unknown): string | null {
  const isId = typeof id === "string" && entryIdPattern.test(id);
  return isId ? null : "Must be a string of 1 to 128 printable ASCII characters without space.";
}

function typeProblem(type: unknown): string | null {
  const isType = typeof type === "string" && entryTypePattern.test(type);
  return isType ? null : "Must be a string of 1 to 64 letters, digits and _ . : / -, such as message.";
}
