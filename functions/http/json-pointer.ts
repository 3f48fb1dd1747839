/** A JSON Pointer in its URI fragment form: `["tags", 0]` becomes `#/tags/0` (RFC 6901, sections 3 and 6). */
export function toJsonPointer(path: readonly (string | number)[]): string {
  const tokens = path.map((part) => {
    const escaped = String(part).replaceAll("~", "~0").replaceAll("/", "~1");
    return `/${encodeURIComponent(escaped.toWellFormed())}`;
  });
  return `#${tokens.join("")}`;
}
