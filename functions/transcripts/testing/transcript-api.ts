import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as v from "valibot";
import type { transcriptBindings } from "../../backend/di/transcript-bindings.ts";
import type { HttpHandler } from "../../http/define-handler.ts";
import { type EventValues, httpEvent } from "../../http/testing/http-event.ts";
import { requestId } from "../../http/testing/invoke.ts";
import { problemsOf } from "../../manifest/problems.ts";
import type { Route } from "../../manifest/route.ts";
import { appendEntriesHandler } from "../append-entries.ts";
import { getTranscriptHandler } from "../get-transcript.ts";
import { listEntriesHandler } from "../list-entries.ts";
import { jsonLines } from "../read-json-texts.ts";
import type { RawAnswer } from "./raw-answer.ts";

/** The API of one session's transcript, called as API Gateway calls its functions. */
export class TranscriptApi {
  readonly #container: ReturnType<typeof transcriptBindings>;
  readonly #sessionId: string;

  constructor(container: ReturnType<typeof transcriptBindings>, sessionId: string) {
    this.#container = container;
    this.#sessionId = sessionId;
  }

  /** @param body A JSON array's text, or lines. */
  append(body: string | readonly string[], query = ""): Promise<RawAnswer> {
    const handler = appendEntriesHandler(this.#container);
    const values = { method: "POST", query } as const;
    if (typeof body === "string") return this.#call(handler, { ...values, body });
    const bytes = Buffer.from(body.map((line) => `${line}\n`).join(""));
    const headers = { "content-type": jsonLines };
    return this.#call(handler, { ...values, headers, body: bytes.toString("base64") }, true);
  }

  list(query = "", headers: EventValues["headers"] = {}): Promise<RawAnswer> {
    return this.#call(listEntriesHandler(this.#container), { query, headers });
  }

  transcript(query = ""): Promise<RawAnswer> {
    return this.#call(getTranscriptHandler(this.#container), { query });
  }

  /** Every part of the transcript, as a client reads it that follows the links. */
  async wholeTranscript(): Promise<string> {
    const parts: string[] = [];
    for (let query: string | undefined = ""; query !== undefined;) {
      const { status, headers, text } = await this.transcript(query);
      if (status !== 200) throw new Error(`The transcript cannot be read: ${status} ${text}`);
      parts.push(text);
      query = /^<\?(.+)>; rel="next"$/.exec(String(headers["link"]))?.[1];
    }
    return parts.join("");
  }

  /** Where the transcript ends. */
  async lastSequence(): Promise<number> {
    const { text } = await this.list("order=desc&limit=1");
    return v.parse(v.object({ lastSequence: v.number() }), JSON.parse(text)).lastSequence;
  }

  async #call(handler: HttpHandler, values: EventValues, isBase64Encoded = false): Promise<RawAnswer> {
    const { route } = handler;
    const at = { path: route.path.replace("{id}", this.#sessionId), pathParameters: { id: this.#sessionId } };
    const event = { ...httpEvent({ ...at, ...values }), isBase64Encoded };
    const context = { awsRequestId: requestId, getRemainingTimeInMillis: () => 20_000 };
    const answer = toRawAnswer(await handler(event, context));
    assertDeclared(route, answer);
    return answer;
  }
}

/** Fails for a problem that the documentation does not know. */
function assertDeclared(route: Route, { status = 0, text }: RawAnswer): void {
  if (status < 400) return;
  const { code } = v.parse(v.object({ code: v.string() }), JSON.parse(text));
  const isDeclared = problemsOf(route).some((problem) => problem.code === code && problem.status === status);
  if (!isDeclared) throw new Error(`${route.operationId} does not declare the problem ${code} (${status}).`);
}

function toRawAnswer(result: APIGatewayProxyStructuredResultV2): RawAnswer {
  const { statusCode: status, headers = {}, body = "", isBase64Encoded = false } = result;
  return {
    status,
    headers,
    text: isBase64Encoded ? Buffer.from(body, "base64").toString() : body,
    payloadBytes: Buffer.byteLength(JSON.stringify(result)),
  };
}
