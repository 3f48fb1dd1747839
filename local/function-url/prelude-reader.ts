import type { HttpAnswer } from "../gateway/http-answer.ts";
import { isRecord, parseJson } from "../gateway/json-record.ts";
import { MalformedResultError, responseMetadata } from "../gateway/response-metadata.ts";

/** What a streamed HTTP response begins with. */
export interface Prelude extends Omit<HttpAnswer, "body"> {
  /** The bytes that have come behind it. */
  readonly rest: Uint8Array;
}

const delimiter = Buffer.alloc(8);

/** Source: AWS documentation, "Set up a Lambda proxy integration with payload response streaming in API Gateway". */
const maxBytes = 16 * 1024;

/** A runtime's own, where the function names none. */
export const defaultContentType = "application/octet-stream";

/**
 * Takes the prelude off a streamed HTTP response, however its bytes are cut into chunks: JSON with `statusCode` (200 unless
 * given), `headers` and `cookies`, then eight NUL bytes.
 *
 * Sources: AWS documentation, "Lambda proxy integration format for response streaming"; its limit is documented for API
 * Gateway only. Undocumented and chosen here: what is malformed, as in a buffered response, and the default content type.
 */
export class PreludeReader {
  #bytes = Buffer.alloc(0);

  /** True when nothing has come yet. */
  get empty(): boolean {
    return this.#bytes.byteLength === 0;
  }

  /**
   * Takes the next bytes; gives the prelude when it is whole, and is not to be called again then.
   *
   * @throws MalformedResultError when this is no prelude.
   */
  read(bytes: Uint8Array): Prelude | undefined {
    const searched = Math.max(0, this.#bytes.byteLength - delimiter.byteLength + 1);
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const end = this.#bytes.indexOf(delimiter, searched);
    if ((end === -1 ? this.#bytes.byteLength : end) > maxBytes) {
      throw new MalformedResultError(`its prelude has no end within ${maxBytes} bytes.`);
    }
    if (end === -1) return undefined;
    const metadata = parseJson(this.#bytes.toString("utf8", 0, end));
    if (!isRecord(metadata)) throw new MalformedResultError("its prelude is no JSON object.");
    const rest = this.#bytes.subarray(end + delimiter.byteLength);
    return { ...responseMetadata({ statusCode: 200, ...metadata }, defaultContentType), rest };
  }
}
