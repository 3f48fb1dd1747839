/**
 * A small runtime, with one flaw where its argument names one: what the conformance suite must notice. It serves ES
 * modules only and opens a connection for each request.
 */
import { connect } from "node:net";
import { isFlaw } from "./flaw.ts";
import type { Flaw } from "./flaw.ts";

interface Answer {
  readonly status: number;
  readonly requestId: string;
  readonly body: string;
}

interface ErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

type Handler = (event: unknown, second: unknown, third?: unknown) => Promise<unknown>;

const streaming = Symbol.for("aws.lambda.runtime.handler.streaming");
const [, , argument = ""] = process.argv;
const flaw: Flaw | undefined = isFlaw(argument) ? argument : undefined;
const [hostname = "", port = ""] = (process.env["AWS_LAMBDA_RUNTIME_API"] ?? "").split(":");

let requestId = "-";
console.log = (...values: unknown[]) => {
  const id = flaw === "logs without request id" ? "-" : requestId;
  process.stdout.write(`${new Date().toISOString()}\t${id}\tINFO\t${values.join(" ")}\n`);
};
Reflect.set(globalThis, "awslambda", {
  streamifyResponse: (handler: Handler) => Object.assign(handler, { [streaming]: "response" }),
});
process.on("unhandledRejection", (reason) => {
  if (flaw === "swallows rejections") return;
  const error = { ...describe(reason), errorType: "Runtime.UnhandledPromiseRejection" };
  console.log(error.errorMessage);
  void call("POST", `invocation/${requestId}/error`, JSON.stringify(error)).finally(() => process.exit(128));
});

await serve();

async function serve(): Promise<never> {
  const taskRoot = process.env["LAMBDA_TASK_ROOT"] ?? "";
  const module: unknown = await import(`${taskRoot}/index.mjs`);
  const handler: Handler = Reflect.get(Object(module), "handler");
  for (;;) {
    const next = await call("GET", "invocation/next");
    requestId = next.requestId;
    const event: unknown = JSON.parse(next.body);
    await (Reflect.has(handler, streaming) ? stream(handler, event) : buffer(handler, event));
  }
}

async function buffer(handler: Handler, event: unknown): Promise<void> {
  try {
    await post("response", JSON.stringify((await handler(event, {})) ?? null));
  } catch (thrown) {
    await post(flaw === "reports a throw as success" ? "response" : "error", JSON.stringify(describe(thrown)));
  }
}

/** Keeps the whole stream until it has ended: a test sees no more of it than what is sent. */
async function stream(handler: Handler, event: unknown): Promise<void> {
  const chunks: string[] = [];
  const write = (chunk = ""): void => void (chunk === "" || chunks.push(chunk));
  const failure = await handler(event, { write, end: write }, {}).then(
    () => undefined,
    (thrown: unknown) => describe(thrown),
  );
  const names = ["Lambda-Runtime-Function-Error-Type", "Lambda-Runtime-Function-Error-Body"];
  const late = failure && flaw !== "posts an error after the response began" ? failure : undefined;
  const trailers = late && [late.errorType, Buffer.from(JSON.stringify(late)).toString("base64")];
  const body = [
    ...chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`),
    "0\r\n",
    ...(trailers ?? []).map((value, index) => `${names[index]}: ${value}\r\n`),
    "\r\n",
  ];
  await call("POST", `invocation/${requestId}/response`, body.join(""), [
    "Lambda-Runtime-Function-Response-Mode: streaming",
    "Content-Type: application/octet-stream",
    "Transfer-Encoding: chunked",
    `Trailer: ${names.join(", ")}`,
  ]);
  if (failure && !late) await post("error", JSON.stringify(failure));
}

async function post(endpoint: "response" | "error", body: string): Promise<void> {
  const { status } = await call("POST", `invocation/${requestId}/${endpoint}`, body);
  if (status >= 500 || (flaw === "ends on status 413" && status === 413)) process.exit(1);
}

async function call(
  method: string,
  path: string,
  body = "",
  headers: readonly string[] = ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`],
): Promise<Answer> {
  const head = [`${method} /2018-06-01/runtime/${path} HTTP/1.1`, `Host: ${hostname}:${port}`, ...headers];
  const answer = await exchange(`${head.join("\r\n")}\r\n\r\n${body}`);
  if (answer !== undefined) return answer;
  if (flaw === "sends again on a broken connection") return call(method, path, body, headers);
  return process.exit(1);
}

/** Undefined when the connection ended before the answer was whole. */
async function exchange(request: string): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(port), hostname, () => void socket.write(request));
    socket.on("data", (bytes) => {
      received += bytes.toString();
      const answer = readAnswer(received);
      if (answer !== undefined) resolve(answer);
      if (answer !== undefined) socket.end();
    });
    socket.on("error", () => resolve(undefined));
    socket.on("close", () => resolve(undefined));
  });
}

function readAnswer(text: string): Answer | undefined {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Infinity);
  if (Buffer.byteLength(body) < length) return undefined;
  const id = /^lambda-runtime-aws-request-id: (.*)$/im.exec(head)?.[1] ?? "";
  return { status: Number(head.slice(9, 12)), requestId: id.trim(), body };
}

function describe(thrown: unknown): ErrorDocument {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: toText(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? "").split("\n") };
}

function toText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "no text";
  }
}
