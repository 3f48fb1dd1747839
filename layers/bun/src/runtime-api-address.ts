import { RuntimeError } from "./runtime-error.ts";

/** Where the Runtime API listens. */
export interface RuntimeApiAddress {
  /** A name or an address, without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** Value of the `Host` header. */
  readonly authority: string;
  /** What stands before every path of the API: empty, or `/…` without a slash at its end. */
  readonly basePath: string;
}

/**
 * Reads `AWS_LAMBDA_RUNTIME_API`: `host:port`, and what follows the first slash is a path before every path of the API.
 *
 * @throws RuntimeError `Runtime.PlatformError` when there is no port or it is not one.
 */
export function parseRuntimeApiAddress(value: string): RuntimeApiAddress {
  const slash = value.indexOf("/");
  const authority = slash < 0 ? value : value.slice(0, slash);
  const basePath = slash < 0 ? "" : value.slice(slash).replace(/\/+$/, "");
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(authority);
  const hostname = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (hostname === undefined || port < 1 || port > 65_535) {
    throw new RuntimeError(
      "Runtime.PlatformError",
      `AWS_LAMBDA_RUNTIME_API is "${value}": it must be host:port, optionally followed by a path`,
    );
  }
  return { hostname, port, authority, basePath };
}
