import { expect, test } from "bun:test";
import { secrets } from "../functions/manifest/secrets.ts";
import { requireSecrets } from "./missing-secrets.ts";
import { VisibleError } from "./visible-error.ts";

const set = Object.fromEntries(secrets.map(({ name }) => [`SST_SECRET_${name}`, "value"]));

test("all secrets set are enough", () => {
  expect(() => requireSecrets("dev", set)).not.toThrow();
});

test("all that are missing are named at once, each with the command that sets it and its purpose", () => {
  try {
    requireSecrets("pr-42", {});
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(VisibleError);
    expect(error).toMatchObject({ code: "SECRETS_MISSING" });
    for (const { name, purpose } of secrets) {
      expect(String(error)).toContain(`bun x sst secret set ${name} <value> --stage pr-42\n`);
      expect(String(error)).toContain(purpose);
    }
  }
});

test("one that is empty is missing, and no value is shown", () => {
  const [first] = secrets;
  const environment = { ...set, [`SST_SECRET_${first.name}`]: "" };
  expect(() => requireSecrets("dev", environment)).toThrow(/^The stage dev lacks a secret\./);
  expect(() => requireSecrets("dev", environment)).not.toThrow(/: value$/m);
});
