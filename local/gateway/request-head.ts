/** An HTTP request as it came over the wire, without its body. */
export interface RequestHead {
  readonly method: string;
  /** The request target of the request line, undecoded. */
  readonly target: string;
  /** `HTTP/1.1`. */
  readonly protocol: string;
  /** In the order they came, repeated names included. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly sourceIp: string;
  /** The gateway's own port. */
  readonly port: number;
}

/** The first value of a header, or `undefined` where there is none. `name` is lower case. */
export function headerOf(request: RequestHead, name: string): string | undefined {
  return request.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Bytes of the request line and of all header values, which is what HTTP APIs limit. */
export function headSize(request: RequestHead): number {
  const requestLine = `${request.method} ${request.target} ${request.protocol}`;
  // Node reads a header's bytes as Latin-1: one character is one byte.
  return requestLine.length + request.headers.reduce((bytes, [, value]) => bytes + value.length, 0);
}
