import { HttpParseError } from "./http-parse-error.ts";

/** Status line and headers of a response. */
export interface HttpResponseHead {
  /** Three digits. */
  readonly status: number;
  /** Names in lower case. A header with an empty value is left out; of a repeated one the last value counts. */
  readonly headers: ReadonlyMap<string, string>;
  /** Whether the connection may carry another request. */
  readonly keepAlive: boolean;
}

const cr = 0x0d;
const lf = 0x0a;

/** Offset of the empty line that ends a head, at the CR of the line before it; -1 while it has not come. */
export function indexOfHeadEnd(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(cr); at >= 0; at = bytes.indexOf(cr, at + 1)) {
    if (bytes[at + 1] === lf && bytes[at + 2] === cr && bytes[at + 3] === lf) return at;
  }
  return -1;
}

/**
 * Parses a head without the empty line at its end.
 *
 * Source: RFC 9112, sections 4, 5 and 9.3.
 *
 * @throws HttpParseError
 */
export function parseHead(text: string): HttpResponseHead {
  const [statusLine = "", ...lines] = text.split("\r\n");
  const match = /^HTTP\/1\.([01]) (\d{3})(?: .*)?$/.exec(statusLine);
  if (match === null) throw new HttpParseError(`"${statusLine.slice(0, 80)}" is not a status line`);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0));
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
      throw new HttpParseError(`"${line.slice(0, 80)}" is not a header`);
    }
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, "");
    if (value !== "") headers.set(name.toLowerCase(), value);
  }
  const connection = headers.get("connection")?.toLowerCase() ?? "";
  const keepAlive = match[1] === "1" ? !connection.includes("close") : connection.includes("keep-alive");
  return { status: Number(match[2]), headers, keepAlive };
}
