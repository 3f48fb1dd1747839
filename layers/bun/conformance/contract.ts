/**
 * The contract of a Lambda runtime: each number is one behaviour that the platform, or a handler moved from a managed
 * Node.js runtime, relies on.
 *
 * Sources: AWS documentation, "Using the Lambda runtime API for custom runtimes" and "Response streaming for Lambda
 * functions"; AWS's Node.js Runtime Interface Client; the Lambda Runtime Interface Emulator.
 */
export const contract = {
  A1: "the required environment, and an API address that may carry a path",
  A2: "the API's address is never assumed",
  A3: "the order of boot: awslambda, console, environment, handler, first next",
  A4: "the working directory is the task root",
  A5: "the variables of Amazon Linux 2023 suffice",
  A6: "packages of layers resolve",
  A7: "the exec wrapper is applied",
  A8: "the function's own configuration files cannot change the runtime",
  B9: "a handler name with `..` is refused",
  B10: "the handler name is split at its first dot",
  B11: "the order of the module look-up",
  B12: "nested exports, then those of the default export",
  B13: "errors while the module is loaded are told apart",
  B14: "callback handlers",
  B15: "the mark of a streaming handler",
  C16: "a failed init is posted once, logged, and ends the process",
  C17: "the form of error types",
  D19: "the connection for next: kept, without time limit, proxy or repetition",
  D20: "the headers of an invocation",
  D21: "the invocation id is echoed",
  D22: "a failure of next",
  D23: "the user agent",
  D24: "the event's size and form",
  E25: "the context",
  E26: "the W3C trace context",
  E27: "the trace id in the environment",
  E28: "the invoke store",
  F29: "a result is posted as JSON",
  F30: "a result that is no JSON",
  F31: "the next GET follows at once",
  F32: "a result that is too large",
  F33: "what the API answers to a post",
  F34: "the headers of an error",
  F35: "callbacks of the Node.js runtimes up to 22",
  G36: "the document of an error",
  G37: "anything can be thrown",
  H38: "what nobody catches",
  H39: "process.exit in a handler",
  I40: "the post of a streamed response, and its failure",
  I41: "the streaming handler's call and end",
  I42: "content type and writes of a stream",
  I43: "the prelude of an HTTP response",
  I44: "the response stream is a Writable",
  I45: "backpressure",
  I47: "the platform's limits of streaming",
  J49: "log levels",
  J50: "log entries in text",
  J51: "log entries in JSON",
  J52: "log entries on the telemetry descriptor",
  K54: "several invocations at once",
  L56: "shutdown",
  L57: "snapshots",
  N59: "the shape of an HTTP event is detected",
  N60: "the path keeps its encoding",
  N62: "the query",
  N63: "headers and cookies of a request",
  N64: "a binary body of a request",
  N65: "the answer to API Gateway's payload 2.0 and to function URLs",
  N66: "the answer to API Gateway's payload 1.0 and to load balancers",
  N69: "a streamed response to an HTTP event",
} as const;

export type ContractNumber = keyof typeof contract;

/** What no scenario on one machine can show, and what stands in for it. */
export const beyondScenarios: Readonly<Partial<Record<ContractNumber, string>>> = {
  A6: "needs files in /opt: the planning of the relaunch has unit tests",
  F35: "belongs to RIC 3; callback handlers are refused as RIC 4 does, see B14",
  I47: "the platform's limits, nothing of them is the runtime's",
};

export function isContractNumber(text: string): text is ContractNumber {
  return Object.hasOwn(contract, text);
}
