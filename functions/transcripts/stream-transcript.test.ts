import { afterEach, describe, expect, spyOn, test } from "bun:test";
import { streaming, streamifyResponse } from "../../layers/bun/src/streaming-marker.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { transcriptBindings } from "../backend/di/transcript-bindings.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { inMemoryRepositories } from "../backend/testing/in-memory-repositories.ts";
import { InMemoryTranscriptRepository } from "../backend/testing/in-memory-transcript-repository.ts";
import { newClient } from "../backend/testing/new-client.ts";
import { newEntry } from "../backend/testing/new-entry.ts";
import { newSession } from "../backend/testing/new-session.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import { rejection } from "../backend/testing/rejection.ts";
import { InvalidEventError } from "../http/invalid-event-error.ts";
import { streamed } from "../http/response-stream.ts";
import { CollectingStream } from "../http/testing/collecting-stream.ts";
import { type EventValues, httpEvent } from "../http/testing/http-event.ts";
import { requestId } from "../http/testing/invoke.ts";
import { streamTranscriptHandler } from "./stream-transcript.ts";

const context = { awsRequestId: requestId, getRemainingTimeInMillis: () => 10_000 };

/** A transcript of entries of one megabyte each. */
async function setUp(entryCount: number) {
  const { clients, sessions } = inMemoryRepositories(new FixedClock("2026-01-02T03:04:05.678Z"));
  const client = newClient();
  const session = newSession({ clientId: client.id });
  await clients.insert(client);
  await sessions.insert(session);
  const transcripts = new InMemoryTranscriptRepository(sessions);
  const entries = Array.from({ length: entryCount }, (_, index) => newEntry({ text: String(index).repeat(1_000_000) }));
  const writer = transcripts.createWriter(session.id, entries);
  await writer.findEnd();
  await writer.append(entries);

  const logger = new RecordingLogger();
  const container = transcriptBindings()
    .override(TOKENS.Logger, logger)
    .override(TOKENS.TranscriptRepository, transcripts);
  const handler = streamTranscriptHandler(container);
  const stream = (target: CollectingStream, values: EventValues = {}) =>
    handler(httpEvent({ path: `/sessions/${session.id}/transcript`, authorizer: null, ...values }), target, context);
  return { session, sessions, transcripts, logger, handler, stream, lines: entries.map(({ json }) => `${json}\n`) };
}

describe("the streamed transcript", () => {
  test("comes whole, whatever its size", async () => {
    const { stream, lines, logger } = await setUp(9);
    const target = new CollectingStream();
    await stream(target);

    expect(target.contentType).toBe("application/vnd.awslambda.http-integration-response");
    expect(target.answer).toMatchObject({
      status: 200,
      headers: { "content-type": "application/x-ndjson", "x-request-id": requestId },
    });
    expect(target.answer.text === lines.join("")).toBeTrue();
    expect(target.writableEnded).toBeTrue();
    expect(logger.requests).toMatchObject([{ requestId, operationId: "streamTranscript", status: 200 }]);
    expect(logger.requests[0]).not.toHaveProperty("brokenOff");
  });

  test("begins behind the sequence that is asked for, and may be empty", async () => {
    const { stream, lines } = await setUp(3);
    const [part, nothing] = [new CollectingStream(), new CollectingStream()];
    await stream(part, { query: "after=2" });
    expect(part.answer.text === lines[2]).toBeTrue();
    await stream(nothing, { query: "after=3" });
    expect(nothing.answer).toMatchObject({ status: 200, text: "" });
  });

  test("waits for a slow reader instead of gathering the transcript in memory", async () => {
    const { stream, lines } = await setUp(9);
    const target = new CollectingStream({ isSlow: true });
    const done = stream(target);
    const totalBytes = Buffer.byteLength(lines.join(""));
    for (; target.byteCount < totalBytes; target.read()) {
      await target.chunk();
      expect(target.writableLength).toBeLessThan(5 * 1024 * 1024);
    }
    await done;
    expect(target.answer.text === lines.join("")).toBeTrue();
  });

  test("is read in parts of 4 MiB", async () => {
    const { stream, transcripts } = await setUp(9);
    const findPage = spyOn(transcripts, "findPage");
    await stream(new CollectingStream());
    expect(findPage.mock.calls.map(([{ after }]) => after)).toEqual([0, 4, 8]);
  });

  test("is given up when nobody reads it any more", async () => {
    const { stream, logger } = await setUp(5);
    const target = new CollectingStream({ isSlow: true });
    const failed = rejection(stream(target));
    await target.chunk();
    target.destroy();
    expect(await failed).toBeInstanceOf(Error);
    expect(logger.requests).toMatchObject([{ status: 200, brokenOff: true }]);
  });

  test("breaks off, without an end, when its session is deleted meanwhile", async () => {
    const { stream, session, sessions, logger } = await setUp(5);
    const target = new CollectingStream({ isSlow: true });
    const failed = rejection(stream(target));
    await target.chunk();
    await sessions.beginDeletion(session);
    target.hurry();
    expect(await failed).toMatchObject({ code: "session-not-found" });
    expect(target.writableEnded).toBeFalse();
    expect(logger.requests).toMatchObject([{ requestId, status: 200, brokenOff: true }]);
  });

  test.each<[string, EventValues, number, string]>([
    ["another session", { path: `/sessions/${Bun.randomUUIDv7()}/transcript` }, 404, "session-not-found"],
    ["an id that is none", { path: "/sessions/a/transcript" }, 400, "invalid-request"],
    ["a sequence that is none", { query: "after=x" }, 400, "invalid-request"],
    ["another path", { path: "/sessions" }, 404, "route-not-found"],
    ["another method", { method: "POST" }, 404, "route-not-found"],
  ])("is a problem for %s", async (_, values, status, code) => {
    const { stream, logger } = await setUp(1);
    const target = new CollectingStream();
    await stream(target, values);
    expect(target.answer.status).toBe(status);
    expect(target.answer.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(target.answer.text)).toMatchObject({ status, code, requestId });
    expect(logger.requests).toMatchObject([{ status, code }]);
  });

  test("is a problem that tells nothing when the transcript cannot be read", async () => {
    const { stream, transcripts, logger } = await setUp(1);
    transcripts.findPage = () => Promise.reject(new Error("hunter2"));
    const target = new CollectingStream();
    await stream(target);
    expect(JSON.parse(target.answer.text)).toMatchObject({ status: 500, code: "internal-error" });
    expect(target.answer.text).not.toContain("hunter2");
    expect(logger.entries).toMatchObject([{ level: "error", message: "Request failed" }]);
  });

  test("fails for an event that is no HTTP request", async () => {
    const { handler } = await setUp(1);
    expect(await rejection(handler({}, new CollectingStream(), context))).toBeInstanceOf(InvalidEventError);
  });
});

describe("a handler", () => {
  afterEach(() => void Reflect.deleteProperty(globalThis, "awslambda"));

  test("is marked as streaming where Lambda runs it, and stays as it is anywhere else", () => {
    const elsewhere = streamed(() => "elsewhere");
    Reflect.set(globalThis, "awslambda", { streamifyResponse, HttpResponseStream: {} });
    const onLambda = streamed(() => "on Lambda");
    expect([Reflect.get(elsewhere, streaming), Reflect.get(onLambda, streaming)]).toEqual([undefined, "response"]);
    expect([elsewhere(), onLambda()]).toEqual(["elsewhere", "on Lambda"]);
  });

  test("leaves the beginning of an answer to Lambda where it runs there, also of one without a body", async () => {
    const begun: unknown[] = [];
    const HttpResponseStream = { from: (_stream: unknown, prelude: unknown) => begun.push(prelude) };
    Reflect.set(globalThis, "awslambda", { streamifyResponse, HttpResponseStream });
    const { stream } = await setUp(0);
    const target = new CollectingStream();
    let writes = 0;
    const write = target.write.bind(target);
    target.write = (chunk: string | Uint8Array) => {
      writes += 1;
      return write(chunk);
    };
    await stream(target);

    expect(begun).toMatchObject([{ statusCode: 200, headers: { "content-type": "application/x-ndjson" } }]);
    expect([writes > 0, target.writableEnded]).toEqual([true, true]);
  });
});
