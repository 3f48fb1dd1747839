import type { ServerResponse } from "node:http";
import type { HttpAnswer } from "../gateway/http-answer.ts";
import { createHttpEvent } from "../gateway/http-event.ts";
import { type HttpServer, type ReceivedRequest, startHttpServer } from "../gateway/http-server.ts";
import { refuseAmbiguousHost, refuseForeignHost } from "../gateway/request-host.ts";
import { splitRequestTarget } from "../gateway/request-target.ts";
import { sendAnswer } from "../gateway/send-answer.ts";
import { maxEventBytes } from "../lambda/invocation.ts";
import type { InvocationResult, StreamInvocable } from "../lambda/invocation-result.ts";
import type { ResponseSink } from "../lambda/response-sink.ts";
import { tooLarge } from "./failures.ts";
import { StreamedAnswer } from "./streamed-answer.ts";

export interface FunctionUrlOptions {
  /** The function's name; in an event it is the URL's id. */
  readonly name: string;
  readonly target: StreamInvocable;
  /** On 127.0.0.1; 0 lets the system choose. */
  readonly port: number;
  /** How long `stop` waits for answers on their way, in milliseconds. Default 5 000: a stream may take much longer. */
  readonly drainTimeout?: number;
  /** Takes one line per request: function, method, path, status, time, request id. */
  readonly log: (line: string) => void;
}

const hostname = "127.0.0.1";
const requestIds = { header: "x-amzn-RequestId", create: () => crypto.randomUUID() };

/**
 * Starts the URL of one function on this machine: invoke mode `RESPONSE_STREAM`, events of payload format 2.0, every
 * method and path to the function, `rawPath` as it came. The request's id is that of the invocation.
 *
 * It differs from AWS in who may call it: nobody signs, and IAM is not asked, so events are those of a URL with the
 * authorization `NONE`, of an anonymous account. Only this machine reaches it: requests for a foreign `Host` get 421,
 * against DNS rebinding. Nor is the bandwidth behind the first 6 MB limited.
 *
 * Sources: AWS documentation, "Invoking Lambda function URLs"; localstack/localstack pull request 6342 (account);
 * hotsock/voker pull request 8 (undecoded path).
 *
 * @throws PortInUseError when something else listens on the port.
 */
export async function startFunctionUrl(options: FunctionUrlOptions): Promise<HttpServer> {
  const log = (line: string): void => options.log(`[${options.name}] ${line}`);
  return startHttpServer({
    port: options.port,
    hostname,
    maxBodySize: maxEventBytes,
    drainTimeout: options.drainTimeout ?? 5_000,
    requestIds,
    respond: (request, response) => respond({ ...options, log }, request, response),
    log,
  });
}

async function respond(
  { name, target, log }: Pick<FunctionUrlOptions, "name" | "target" | "log">,
  { head, body, requestId, ownHeaders }: ReceivedRequest,
  response: ServerResponse,
): Promise<string> {
  const added = ownHeaders();
  const refuse = async (answer: HttpAnswer): Promise<string> => {
    await sendAnswer(response, answer, added);
    return String(answer.status);
  };
  const refusal = refuseAmbiguousHost(head) ?? refuseForeignHost(head, hostname);
  if (refusal !== undefined) return refuse(refusal);
  if (body === undefined) return refuse(tooLarge);

  const event = createHttpEvent(head, splitRequestTarget(head.target), body, {
    accountId: "anonymous",
    apiId: name,
    routeKey: "$default",
    pathParameters: new Map(),
    stage: "$default",
    requestId,
    receivedAt: new Date(),
  });
  const warn = (message: string): void => log(`${requestId} ${message}`);
  const answer = new StreamedAnswer(response, added, warn);
  return answer.end(await invoke(target, event, answer, requestId, warn));
}

async function invoke(
  target: StreamInvocable,
  event: unknown,
  sink: ResponseSink,
  requestId: string,
  warn: (message: string) => void,
): Promise<InvocationResult> {
  try {
    return await target.invokeWithResponseStream(Buffer.from(JSON.stringify(event)), sink, requestId);
  } catch (error) {
    warn(`The function could not be invoked: ${String(error)}`);
    return { status: "function-error", requestId, payload: new Uint8Array() };
  }
}
