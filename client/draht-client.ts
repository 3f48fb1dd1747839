import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./api-types.ts";
import { ProblemError } from "./problem-error.ts";

/** Every operation of the API by method and path, with the types of its parameters, bodies and answers. */
export type DrahtClient = Client<paths>;

export interface DrahtClientOptions {
  /** Of the API, without a slash at the end. */
  readonly url: string;
  /** An API token; without one only health and documentation can be read. */
  readonly token?: string;
  /** Sends the requests; the platform's own `fetch` unless given. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client of the API.
 *
 * @example
 * const draht = createDrahtClient({ url: "http://127.0.0.1:4000", token });
 * const category = answerOf(await draht.POST("/categories", { body: { name: "Books" } }));
 */
export function createDrahtClient({ url, token, fetch = globalThis.fetch }: DrahtClientOptions): DrahtClient {
  return createClient<paths>({
    baseUrl: url,
    fetch,
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
}

/** What a method of the client resolves to. */
export interface Result<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The body of a successful answer.
 *
 * @throws ProblemError when the API refused the request or failed.
 */
export function answerOf<Data>({ data, error, response }: Result<Data>): Data {
  if (!response.ok) throw new ProblemError(response.status, error);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- What has no body, such as 204, has the type undefined.
  return data as Data;
}

/**
 * The entity tag of an answer, to be sent as If-Match.
 *
 * @throws TypeError when the answer has none.
 */
export function entityTagOf({ response }: Pick<Result<unknown>, "response">): string {
  const etag = response.headers.get("etag");
  if (etag === null) throw new TypeError(`The answer of ${response.url} has no entity tag.`);
  return etag;
}
