import type { APIGatewayProxyEventV2, APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { localAccount } from "../lambda/arn.ts";
import type { Invocable } from "../lambda/invocation-result.ts";
import { localRegion } from "../local-aws.ts";
import { type HttpAnswer, messageAnswer } from "./http-answer.ts";
import { type IdentitySource, parseIdentitySource } from "./identity-source.ts";
import { isRecord, parseJson } from "./json-record.ts";

export interface LambdaAuthorizerOptions {
  /** Answers in the simple format. */
  readonly target: Invocable;
  /** For instance `$request.header.Authorization`. Each must have a value, and all together are the cache's key. */
  readonly identitySources: readonly string[];
  /** How long an answer is used again; 0 for never. */
  readonly cacheSeconds: number;
  /** Takes a line about a failure that the client is not told of. */
  readonly log: (line: string) => void;
  /** Milliseconds of a clock that does not jump. Default: `performance.now`. */
  readonly now?: () => number;
}

/** What the function of the route finds at `requestContext.authorizer.lambda`. */
export type AuthorizerContext = Readonly<Record<string, unknown>>;

export type Authorization =
  | { readonly allowed: true; readonly context: AuthorizerContext | null }
  | { readonly allowed: false; readonly answer: HttpAnswer };

/** As AWS's types have it, which require cookies that a request without any has not. */
type AuthorizerEvent = Omit<APIGatewayRequestAuthorizerEventV2, "cookies"> & { cookies?: string[] };

interface Verdict {
  readonly isAuthorized: boolean;
  readonly context: AuthorizerContext | null;
}

/**
 * A Lambda authorizer of an HTTP API: payload format 2.0, simple responses.
 *
 * A request that lacks an identity source gets 401 without the function being asked; one that the function turns away gets
 * 403; where the function fails or answers something else, 500. What the function answered, also a refusal, is used again
 * for every request with the same values of the identity sources, whatever its route, until the time is over; a failure
 * is not. Requests at the same time may each ask.
 *
 * Source: AWS documentation, "Control access to HTTP APIs with AWS Lambda authorizers". Undocumented and chosen here: the
 * 500, which users report; a context that the function leaves out is null.
 */
export class LambdaAuthorizer {
  readonly #sources: readonly IdentitySource[];
  readonly #cache: VerdictCache;
  readonly #options: LambdaAuthorizerOptions;

  /** @throws MalformedIdentitySourceError */
  constructor(options: LambdaAuthorizerOptions) {
    this.#sources = options.identitySources.map(parseIdentitySource);
    this.#cache = new VerdictCache(options.cacheSeconds * 1000, options.now ?? (() => performance.now()));
    this.#options = options;
  }

  /** Never rejects. `event` is the one that the route's function is to get. */
  async authorize(event: APIGatewayProxyEventV2): Promise<Authorization> {
    const identity = this.#sources.map((source) => source(event)).filter((value) => value !== undefined);
    if (identity.length < this.#sources.length) return { allowed: false, answer: messageAnswer(401, "Unauthorized") };

    const key = JSON.stringify(identity);
    const verdict = this.#cache.get(key) ?? (await this.#ask(event, identity));
    if (verdict === undefined) return { allowed: false, answer: messageAnswer(500, "Internal Server Error") };
    this.#cache.add(key, verdict);
    if (verdict.isAuthorized) return { allowed: true, context: verdict.context };
    return { allowed: false, answer: messageAnswer(403, "Forbidden") };
  }

  async #ask(event: APIGatewayProxyEventV2, identity: string[]): Promise<Verdict | undefined> {
    const { target, log } = this.#options;
    const { requestId } = event.requestContext;
    try {
      const result = await target.invoke(Buffer.from(JSON.stringify(authorizerEvent(event, identity))));
      const verdict = result.status === "success" ? toVerdict(new TextDecoder().decode(result.payload)) : undefined;
      if (verdict !== undefined) return verdict;
      log(`${requestId} The authorizer ${result.status === "success" ? "gave no simple response" : "failed"}.`);
    } catch (error) {
      log(`${requestId} The authorizer could not be invoked: ${String(error)}`);
    }
    return undefined;
  }
}

/** Answers by the values of the identity sources. What is used again does not stay longer for that. */
class VerdictCache {
  readonly #entries = new Map<string, { readonly verdict: Verdict; readonly until: number }>();
  readonly #milliseconds: number;
  readonly #now: () => number;

  constructor(milliseconds: number, now: () => number) {
    this.#milliseconds = milliseconds;
    this.#now = now;
  }

  get(key: string): Verdict | undefined {
    this.#forgetOld();
    return this.#entries.get(key)?.verdict;
  }

  add(key: string, verdict: Verdict): void {
    if (this.#milliseconds === 0 || this.#entries.has(key)) return;
    this.#entries.set(key, { verdict, until: this.#now() + this.#milliseconds });
  }

  /** All stay equally long: the first ones in are the first ones out. */
  #forgetOld(): void {
    for (const [key, { until }] of this.#entries) {
      if (until > this.#now()) return;
      this.#entries.delete(key);
    }
  }
}

/** What the authorizer is asked: the request without its body. */
function authorizerEvent(event: APIGatewayProxyEventV2, identitySource: string[]): AuthorizerEvent {
  const { body: _body, isBase64Encoded: _isBase64Encoded, ...request } = event;
  const { apiId, stage, http } = event.requestContext;
  const path = stage === "$default" ? http.path : http.path.slice(stage.length + 1);
  const routeArn = `arn:aws:execute-api:${localRegion()}:${localAccount}:${apiId}/${stage}/${http.method}${path}`;
  return { ...request, type: "REQUEST", routeArn, identitySource };
}

function toVerdict(payload: string): Verdict | undefined {
  const result = parseJson(payload);
  if (!isRecord(result) || typeof result["isAuthorized"] !== "boolean") return undefined;
  const { isAuthorized, context = null } = result;
  return context === null || isRecord(context) ? { isAuthorized, context } : undefined;
}
