/** What a function URL makes of a streamed response. */
export interface StreamedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const preludeEnd = "\0".repeat(8);

/**
 * Takes a streamed HTTP response apart: JSON with status and headers, eight NUL bytes, the body.
 *
 * @throws SyntaxError when it does not begin with such a prelude.
 *
 * Source: AWS documentation, "Response streaming for Lambda functions".
 */
export function parseStreamedResponse(payload: Uint8Array): StreamedResponse {
  const text = new TextDecoder().decode(payload);
  const end = text.indexOf(preludeEnd);
  if (end < 0) throw new SyntaxError("The response has no prelude.");
  const { statusCode, headers } = JSON.parse(text.slice(0, end));
  return { status: Number(statusCode), headers: new Headers(headers), body: text.slice(end + preludeEnd.length) };
}
