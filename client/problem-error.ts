import type { components } from "./api-types.ts";

export type Problem = components["schemas"]["Problem"];

/** The API refused a request, or failed. Programs tell such errors apart by `code`. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly status: number;
  /** Stable, in kebab case; undefined for an answer of the gateway in front of the API. */
  readonly code: string | undefined;
  /** Names the request in the API's log. */
  readonly requestId: string | undefined;
  /** The single values that are to be changed. */
  readonly errors: NonNullable<Problem["errors"]>;

  /** @param body As the API sent it; anything but a problem is told by its status. */
  constructor(status: number, body: unknown) {
    const problem = isProblem(body) ? body : undefined;
    const errors = problem?.errors ?? [];
    const detail = problem?.detail ?? `The API answered ${status}${gatewayMessage(body)}.`;
    const places = errors
      .filter((error) => !detail.includes(error.detail))
      .map(({ pointer, parameter, header, detail }) => `${pointer ?? parameter ?? header}: ${detail}`);
    super([detail, ...places].join(" "));
    this.status = status;
    this.code = problem?.code;
    this.requestId = problem?.requestId;
    this.errors = errors;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}

/** All that an answer of the gateway in front of the API says, such as that a request is too large. */
function gatewayMessage(body: unknown): string {
  const message = typeof body === "object" && body !== null && "message" in body ? body.message : undefined;
  return typeof message === "string" ? `: ${message}` : "";
}
