import type { HttpAnswer } from "../gateway/http-answer.ts";

/**
 * An answer of a Function URL itself. Sources: AWS documentation, "Creating and managing Lambda function URLs" (429),
 * "Lambda quotas" (413); localstack's tests, which were compared with AWS, `test_lambda_url_invocation_exception` (502
 * and its text). Less certain: the content type, and the texts of the others.
 */
function answer(status: number, text: string): HttpAnswer {
  return { status, headers: [["Content-Type", "application/json"]], body: new TextEncoder().encode(text) };
}

/** The function failed before its first byte, ran out of time, or gave what is no HTTP response. */
export const functionError = answer(502, "Internal Server Error");

/** Every environment is busy and the limit is reached. */
export const tooManyRequests = answer(429, '{"Message":"Rate Exceeded."}');

/** The request, as an event, is over 6 MB. */
export const tooLarge = answer(413, '{"Message":"Request Entity Too Large"}');
