/** What `HttpResponseStream.from` needs of a response stream. */
interface PreludeTarget {
  setContentType(contentType: string): void;
  _onBeforeFirstWrite?: ((write: (chunk: unknown) => void) => void) | undefined;
}

const preludeContentType = "application/vnd.awslambda.http-integration-response";
const delimiterBytes = 8;

/**
 * `awslambda.HttpResponseStream`: gives a streamed response its status, headers and cookies.
 *
 * Source: AWS documentation, "Response streaming for Lambda functions", Lambda proxy integration format.
 */
export const HttpResponseStream = {
  /**
   * Has the prelude's JSON and eight NUL bytes written ahead of the first write. A stream that nothing is written to
   * sends no prelude either: write an empty string for a response without a body.
   *
   * @throws InvalidStreamingOperation when something was written already.
   * @returns The same stream.
   */
  from<Stream extends PreludeTarget>(stream: Stream, prelude: unknown): Stream {
    stream.setContentType(preludeContentType);
    const json = JSON.stringify(prelude);
    stream._onBeforeFirstWrite = (write) => {
      write(json);
      write(new Uint8Array(delimiterBytes));
    };
    return stream;
  },
};
