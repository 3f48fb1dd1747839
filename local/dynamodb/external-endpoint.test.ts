import { expect, test } from "bun:test";
import { freePort } from "../free-port.ts";
import { checkExternalEndpoint, externalEndpoint } from "./external-endpoint.ts";

test("the service's own variable goes before the one for all services, and an empty one counts as not set", () => {
  const general = "http://127.0.0.1:1";
  const own = "http://127.0.0.1:2";

  expect(externalEndpoint({ AWS_ENDPOINT_URL: general, AWS_ENDPOINT_URL_DYNAMODB: own })).toBe(own);
  expect(externalEndpoint({ AWS_ENDPOINT_URL: general, AWS_ENDPOINT_URL_DYNAMODB: "" })).toBe(general);
  expect(externalEndpoint({ AWS_ENDPOINT_URL: "" })).toBeUndefined();
});

test("an endpoint where nobody listens is told with its address", async () => {
  const endpoint = `http://127.0.0.1:${freePort()}`;

  const error = await checkExternalEndpoint(endpoint, 50).catch((error: unknown) => error);

  expect(error).toMatchObject({ code: "ENDPOINT_UNREACHABLE" });
  expect(String(error)).toContain(`${endpoint} from AWS_ENDPOINT_URL_DYNAMODB does not answer`);
});
