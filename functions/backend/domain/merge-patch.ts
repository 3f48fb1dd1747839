/**
 * A value after a change as a JSON merge patch has it: what is absent stays, null takes away.
 *
 * Source: RFC 7396.
 *
 * @param parse Checks a new value.
 * @throws What `parse` throws.
 */
export function patched(
  change: string | null | undefined,
  current: string | null,
  parse: (text: string) => string,
): string | null {
  if (change === undefined) return current;
  return change === null ? null : parse(change);
}
