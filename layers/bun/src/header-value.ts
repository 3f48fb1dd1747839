/**
 * Makes text safe as the value of an HTTP header: whatever is not printable ASCII becomes `\uXXXX`, per UTF-16 unit.
 * JSON stays the same JSON.
 *
 * Source: RFC 9110, section 5.5.
 */
export function escapeHeaderValue(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
