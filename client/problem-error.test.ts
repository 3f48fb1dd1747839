import { expect, test } from "bun:test";
import { ProblemError } from "./problem-error.ts";

function problem(detail: string, errors: readonly object[]) {
  return { type: "https://draht.dev/problems/x", title: "X", status: 422, code: "x", requestId: "r", detail, errors };
}

test("names each value that is to be changed, unless the problem itself does", () => {
  const errors = [
    { pointer: "#/name", detail: "Is required." },
    { parameter: "limit", detail: "Must be a number." },
    { header: "if-match", detail: "Must be in quotes." },
  ];
  expect(new ProblemError(422, problem("See errors.", errors)).message).toBe(
    "See errors. #/name: Is required. limit: Must be a number. if-match: Must be in quotes.",
  );
  expect(new ProblemError(422, problem("name: Is required.", errors.slice(0, 1))).message).toBe("name: Is required.");
});

test("says what the gateway in front of the API says", () => {
  const { message, code } = new ProblemError(413, { message: "Request Entity Too Large" });
  expect([message, code]).toEqual(["The API answered 413: Request Entity Too Large.", undefined]);
});

test.each([undefined, "", "<html>", { message: 1 }, null])("tells %j by its status", (body) => {
  expect(new ProblemError(502, body).message).toBe("The API answered 502.");
});
