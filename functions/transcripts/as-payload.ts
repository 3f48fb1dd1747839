/** What is shorter fits into Lambda's answer of 6 MB even if every character of it has to be escaped. */
const longestText = 1024 * 1024;

/**
 * A body in the form in which Lambda's answer of 6 MB has most room for it: a text is escaped there, and may get twice as
 * long; bytes are written in Base64, a third longer.
 */
export function asPayload(text: string): string | Uint8Array {
  return text.length <= longestText ? text : Buffer.from(text);
}
