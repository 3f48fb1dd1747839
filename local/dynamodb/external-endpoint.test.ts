import { expect, test } from "bun:test";
import { checkExternalEndpoint, type ExternalEndpoint, externalEndpoint } from "./external-endpoint.ts";

test("the service's own variable goes before the one for all services, and an empty one counts as not set", () => {
  const general = "http://127.0.0.1:1";
  const own = "http://127.0.0.1:2";

  expect(externalEndpoint({ AWS_ENDPOINT_URL: general, AWS_ENDPOINT_URL_DYNAMODB: own })).toEqual({
    url: own,
    variable: "AWS_ENDPOINT_URL_DYNAMODB",
  });
  expect(externalEndpoint({ AWS_ENDPOINT_URL: general, AWS_ENDPOINT_URL_DYNAMODB: "" })).toEqual({
    url: general,
    variable: "AWS_ENDPOINT_URL",
  });
  expect(externalEndpoint({ AWS_ENDPOINT_URL: "" })).toBeUndefined();
});

async function refusal(endpoint: ExternalEndpoint): Promise<string> {
  const error = await checkExternalEndpoint(endpoint, 50).catch((error: unknown) => error);
  expect(error).toMatchObject({ code: "ENDPOINT_UNREACHABLE" });
  return String(error);
}

test.each(["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"] as const)(
  "an endpoint where nobody listens is told with its address and %s",
  async (variable) => {
    // Port 9 (discard) is closed on this machine, so the connection is refused at once.
    const url = "http://127.0.0.1:9";
    expect(await refusal({ url, variable })).toContain(`${url} from ${variable} does not answer`);
  },
);

test.each([
  ["ftp://user:secret@example.test", "ftp://example.test"],
  ["user:secret@example.test", "example.test"],
  ["http://user:sec/ret@example.test", "http://example.test"],
  ["http://user:sec@ret@", "http://"],
])("of %s the credentials are not told", async (url, told) => {
  const message = await refusal({ url, variable: "AWS_ENDPOINT_URL" });
  expect(message).toContain(`The DynamoDB endpoint ${told} from AWS_ENDPOINT_URL`);
});
