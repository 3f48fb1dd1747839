import { expect, test } from "bun:test";
import { credentialsFrom } from "./aws-credentials.ts";
import { ConfigurationError } from "../configuration-error.ts";

test("takes the role's temporary keys from the environment", async () => {
  const credentials = credentialsFrom({
    AWS_ACCESS_KEY_ID: "id",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_SESSION_TOKEN: "token",
  });
  expect(await credentials()).toEqual({ accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" });
});

test("takes keys without session token, as of a user", async () => {
  const credentials = credentialsFrom({ AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret" });
  expect(await credentials()).toEqual({ accessKeyId: "id", secretAccessKey: "secret" });
});

test.each([
  {},
  { AWS_ACCESS_KEY_ID: "id" },
  { AWS_SECRET_ACCESS_KEY: "hunter2" },
  { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_CONTAINER_CREDENTIALS_FULL_URI: "" },
])("says what is missing, without a secret: %j", (environment) => {
  const create = () => credentialsFrom(environment);
  expect(create).toThrow(ConfigurationError);
  expect(create).toThrow(/^No AWS credentials are known\. Set AWS_ACCESS_KEY_ID (?!.*hunter2)/);
});
