import type { APIGatewayProxyEventV2 } from "aws-lambda";

/**
 * The body as text for the media types that HTTP APIs take for text, as Base64 for every other, no media type and
 * `application/x-www-form-urlencoded` included. A charset other than UTF-8 makes Base64 of text, too.
 *
 * AWS does not document the list; it was compared with AWS in ministackorg/ministack pull request 766 (the types) and
 * floci-io/floci issue 2172 (GraphQL and the charset). Neither says anything of bytes that are no UTF-8 under a text
 * type: here they are sent as Base64, so that none is lost.
 */
export function eventBody(
  bytes: Uint8Array,
  contentType: string | undefined,
): Pick<APIGatewayProxyEventV2, "body" | "isBase64Encoded"> {
  if (bytes.byteLength === 0) return { isBase64Encoded: false };
  const text = isText(contentType) ? decodeUtf8(bytes) : undefined;
  if (text !== undefined) return { body: text, isBase64Encoded: false };
  return { body: Buffer.from(bytes).toString("base64"), isBase64Encoded: true };
}

const textTypes = new Set(["application/graphql", "application/javascript", "application/json", "application/xml"]);
const foreignCharset = /;\s*charset\s*=\s*(?!"?utf-8"?\s*(?:;|$))/;

function isText(contentType = ""): boolean {
  const lowerCase = contentType.toLowerCase();
  const mediaType = lowerCase.split(";", 1)[0]?.trim() ?? "";
  return (mediaType.startsWith("text/") || textTypes.has(mediaType)) && !foreignCharset.test(lowerCase);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
