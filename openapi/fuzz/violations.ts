import type { Answer } from "./exchange.ts";
import type { Step } from "./step.ts";

/** What an answer does that the document does not allow, or that no answer may do; empty when all is well. */
export function violations(step: Step, answer: Answer): readonly string[] {
  const { status } = answer;
  if (status >= 500) return [`${status}: ${JSON.stringify(answer.body)}`];
  return [...undocumented(step, answer), ...wronglyAllowed(step, answer)];
}

/**
 * What is wrong with the answer to a request that was sent before with the same Idempotency-Key: a success is given again,
 * byte for byte, and nothing is done anew.
 */
export function replayViolations(first: Answer, second: Answer): readonly string[] {
  if (first.status >= 300) return [];
  if (second.status !== first.status) return [`${second.status} when sent again, ${first.status} before`];
  return Bun.deepEquals(first.body, second.body) ? [] : ["another body when sent again"];
}

function undocumented({ endpoint }: Step, { status, mediaType, headers, body }: Answer): readonly string[] {
  const response = endpoint.operation.responses[status];
  if (response === undefined) return [`${status} is not documented: ${JSON.stringify(body)}`];
  const { content = {}, headers: documented = {} } = response;
  const missing = Object.entries(documented)
    .filter(([name, { required }]) => required && !headers.has(name))
    .map(([name]) => `${status} lacks the header ${name}`);
  const unexpected = ["etag", "location", "retry-after", "www-authenticate"]
    .filter((name) => headers.has(name) && !(name in documented))
    .map((name) => `the header ${name} of ${status} is not documented`);
  if (Object.keys(content).length === 0) {
    return [...missing, ...unexpected, ...(body === undefined ? [] : [`the body of ${status} is not documented`])];
  }
  const validate = endpoint.answers.get(`${status} ${mediaType}`);
  if (validate === undefined) return [`${status} is ${mediaType || "empty"}, not ${Object.keys(content).join(" or ")}`];
  const fault = validate(body);
  return [
    ...missing,
    ...unexpected,
    ...(fault === undefined ? [] : [`${status} body${fault}: ${JSON.stringify(body)}`]),
  ];
}

function wronglyAllowed({ endpoint, credentials, intention }: Step, { status }: Answer): readonly string[] {
  const isPublic = endpoint.operation.security.length === 0;
  if (!isPublic && credentials !== "admin") {
    // A token may have been revoked meanwhile, which is no scope too few but no token.
    const refusals = credentials === "insufficient" ? [401, 403] : [401];
    return refusals.includes(status) ? [] : [`${status} with ${credentials} credentials`];
  }
  if (!isPublic && (status === 401 || status === 403)) return [`${status} with the administrator's token`];
  return intention === "invalid" && status < 400 ? [`${status} although the request breaks its schema`] : [];
}
