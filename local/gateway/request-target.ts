/** The two halves of a request target. */
export interface RequestTarget {
  /** At least a slash. */
  readonly path: string;
  /** What follows the first `?`, verbatim; empty when there is none. */
  readonly query: string;
}

const absoluteForm = /^https?:\/\/[^/?#]*/i;
const brokenEscape = /%(?![\da-f]{2})/i;

/**
 * Splits a request target (`/a%20b?x=1`) and decodes its path as an HTTP API does before it looks for a route: once,
 * `%2F` included, and cut at a decoded `?`. So `/files/a%2Fb` is three parts, and a `+` stays a `+`. Dot segments and
 * repeated slashes stay as they are.
 *
 * Sources: AWS documentation, "Create routes for HTTP APIs in API Gateway" (decoded before the integration sees it);
 * hotsock/voker pull request 8 (captures of a decoded `rawPath`, and the cut at `?`); aws/aws-lambda-dotnet pull
 * request 1901 (`%2F` cannot be part of a variable).
 *
 * @returns `undefined` where an escape is not two hexadecimal digits, or the path's bytes are no UTF-8. What AWS says
 * to those is not documented; this gateway answers 400.
 */
export function parseRequestTarget(target: string): RequestTarget | undefined {
  const { path: encodedPath, query } = splitRequestTarget(target);
  if (brokenEscape.test(query)) return undefined;

  const decoded = decodePath(encodedPath);
  const [path = "/"] = decoded?.split("?", 1) ?? [];
  return decoded === undefined ? undefined : { path, query };
}

/** Splits a request target and decodes nothing. */
export function splitRequestTarget(target: string): RequestTarget {
  const relative = target.replace(absoluteForm, "");
  const mark = relative.indexOf("?");
  const path = mark === -1 ? relative : relative.slice(0, mark);
  return { path: path === "" ? "/" : path, query: mark === -1 ? "" : relative.slice(mark + 1) };
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
