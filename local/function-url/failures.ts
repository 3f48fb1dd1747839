import type { HttpAnswer } from "../gateway/http-answer.ts";

/**
 * What a Function URL itself answers. The status of each is documented ("Lambda function URLs", throttling; "Lambda quotas",
 * payload), the text of the 502 was compared with AWS in localstack's tests (`test_lambda_url_invocation_exception`).
 * Less certain: its content type, and the texts of the others.
 */
const json = [["Content-Type", "application/json"]] as const;

function answer(status: number, text: string): HttpAnswer {
  return { status, headers: json, body: new TextEncoder().encode(text) };
}

/** The function failed before its first byte, ran out of time, or gave what is no HTTP response. */
export const functionError = answer(502, "Internal Server Error");

/** Every environment is busy and the limit is reached. */
export const tooManyRequests = answer(429, '{"Message":"Rate Exceeded."}');

/** The request, as an event, is over 6 MB. */
export const tooLarge = answer(413, '{"Message":"Request Entity Too Large"}');
