import { describe, expect, test } from "bun:test";
import { readSettings } from "./settings.ts";
import { VisibleError } from "./visible-error.ts";

test("nothing has to be set", () => {
  expect(readSettings({})).toEqual({ region: "eu-central-1" });
});

test("an empty variable is one that is not set", () => {
  const environment = { AWS_REGION: "", DRAHT_DOMAIN: "", DRAHT_ALARM_EMAIL: "", DRAHT_ARTEFACTS: "" };
  expect(readSettings(environment)).toEqual({ region: "eu-central-1" });
});

test("everything can be set", () => {
  const environment = {
    AWS_REGION: "us-gov-west-1",
    DRAHT_DOMAIN: "draht.example.co.uk",
    DRAHT_ALARM_EMAIL: "operations+draht@example.com",
    DRAHT_ARTEFACTS: "/builds/42",
  };
  expect(readSettings(environment)).toEqual({
    region: "us-gov-west-1",
    domain: "draht.example.co.uk",
    alarmEmail: "operations+draht@example.com",
    artefacts: "/builds/42",
  });
});

describe.each([
  ["AWS_REGION", ["Frankfurt", "eu-central-1a", "eu-central-1 "]],
  [
    "DRAHT_DOMAIN",
    ["https://example.com", "example", "*.example.com", "example.com.", "-a.example.com", "Example.com", "1.2.3.4"],
  ],
  ["DRAHT_ALARM_EMAIL", ["operations", "a@b", "Ada <ada@example.com>", "a@example.com,b@example.com"]],
  ["DRAHT_ARTEFACTS", [".draht", "C:\\draht"]],
])("%s", (name, values) => {
  test.each(values)("refuses %p and says what it could be", (value) => {
    try {
      readSettings({ [name]: value });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(VisibleError);
      expect(error).toMatchObject({ code: "SETTING_INVALID" });
      expect(String(error)).toContain(`${name} is "${value}": set it to a value such as `);
    }
  });
});
