import { describe, expect, test } from "bun:test";
import { HttpException } from "./http-exception.ts";
import { requireIdempotencyKey } from "./idempotency-key.ts";

const uuid = "8e03978e-40d5-43dd-bc93-6894a57f9324";

describe("an Idempotency-Key", () => {
  test.each([
    [uuid, uuid],
    [`"${uuid}"`, uuid],
    [` ${uuid} `, uuid],
    ["x".repeat(16), "x".repeat(16)],
    ["x".repeat(255), "x".repeat(255)],
    ["order=17;try#1/2!", "order=17;try#1/2!"],
  ])("%s", (value, key) => {
    expect(requireIdempotencyKey({ "idempotency-key": value })).toBe(key);
  });

  test.each([{}, { "idempotency-key": "" }, { "idempotency-key": " " }])("is required: %j", (headers) => {
    expect(refusal(headers)).toMatchObject({
      status: 400,
      code: "idempotency-key-missing",
      errors: [{ header: "idempotency-key", detail: "Is required." }],
    });
  });

  test.each(["x".repeat(15), "x".repeat(256), `"${uuid}`, `${uuid}"`, `a ${uuid}`, `é${uuid}`])(
    "is refused: %s",
    (value) => {
      expect(refusal({ "idempotency-key": value })).toMatchObject({
        status: 400,
        code: "invalid-request",
        errors: [{ header: "idempotency-key", detail: "Must be 16 to 255 visible ASCII characters, such as a UUID." }],
      });
    },
  );

  test.each([`${uuid}, ${uuid}`, `"${uuid}","${uuid}"`, `"${uuid}", "${uuid}"`])("is refused twice: %s", (value) => {
    expect(refusal({ "idempotency-key": value })).toMatchObject({ status: 400, code: "invalid-request" });
  });

  test("may have a comma in it, so that two bare ones are one", () => {
    expect(requireIdempotencyKey({ "idempotency-key": `${uuid},${uuid}` })).toBe(`${uuid},${uuid}`);
  });
});

function refusal(headers: Record<string, string>): HttpException {
  try {
    requireIdempotencyKey(headers);
  } catch (error) {
    if (error instanceof HttpException) return error;
    throw error;
  }
  throw new Error("The key was expected to be refused.");
}
