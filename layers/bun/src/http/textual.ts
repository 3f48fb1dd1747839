const textualApplicationTypes = new Set([
  "application/ecmascript",
  "application/graphql",
  "application/javascript",
  "application/json",
  "application/ld+json",
  "application/sql",
  "application/toml",
  "application/x-javascript",
  "application/x-ndjson",
  "application/x-www-form-urlencoded",
  "application/xml",
  "application/yaml",
]);

/**
 * True where a body can go into a JSON string as it is: its media type is one of text, in UTF-8, and it has no content
 * encoding. A body without a media type is not: bytes are safe in base64 whatever they are.
 */
export function isTextual(headers: Headers): boolean {
  const contentEncoding = headers.get("content-encoding") ?? "identity";
  if (contentEncoding.trim().toLowerCase() !== "identity") return false;
  const contentType = (headers.get("content-type") ?? "").toLowerCase();
  if (hasForeignCharset(contentType)) return false;
  const mediaType = contentType.split(";", 1)[0]?.trim() ?? "";
  return (
    mediaType.startsWith("text/") || textualApplicationTypes.has(mediaType) || /\+(?:json|xml|yaml)$/.test(mediaType)
  );
}

function hasForeignCharset(contentType: string): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/.exec(contentType)?.[1];
  return charset !== undefined && !/^(?:utf-?8|us-ascii)$/.test(charset);
}
