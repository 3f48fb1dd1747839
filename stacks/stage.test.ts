import { describe, expect, test } from "bun:test";
import { hostsOf, stageFacts, webOrigins } from "./stage.ts";

describe("stageFacts", () => {
  test.each(["prod", "production"])("%s keeps its data and refuses to be removed", (stage) => {
    expect(stageFacts(stage)).toMatchObject({
      removal: "retain",
      protect: true,
      deletionProtection: true,
      pointInTimeRecovery: true,
    });
  });

  test.each(["dev", "test", "pr-42", "ada", "constructor"])("%s can be removed without a trace", (stage) => {
    expect(stageFacts(stage)).toMatchObject({ removal: "remove", protect: false, deletionProtection: false });
  });

  test("test and prod are watched, and test takes as many requests", () => {
    const watched = ["dev", "test", "prod", "production", "pr-42"].filter((stage) => stageFacts(stage).monitored);
    expect(watched).toEqual(["test", "prod", "production"]);
    expect(stageFacts("test").throttling).toEqual(stageFacts("prod").throttling);
  });

  // Source: Amazon CloudWatch Logs API Reference, PutRetentionPolicy.
  const retentions = new Set([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557]);
  test.each(["dev", "test", "prod", "ada"])("%s keeps logs for a time that CloudWatch knows", (stage) => {
    expect(retentions).toContain(stageFacts(stage).logRetentionDays);
  });
});

describe("hostsOf", () => {
  test.each([
    ["dev", { site: "dev.example.com", api: "api.dev.example.com" }],
    ["test", { site: "test.example.com", api: "api.test.example.com" }],
    ["prod", { site: "example.com", api: "api.example.com" }],
    ["production", { site: "example.com", api: "api.example.com" }],
  ])("%s", (stage, hosts) => {
    expect(hostsOf(stageFacts(stage), "example.com")).toEqual(hosts);
  });

  test("a stage of its own has none, so that no two stages fight for a name", () => {
    expect(hostsOf(stageFacts("ada"), "example.com")).toBeUndefined();
  });

  test("without a domain no stage has any", () => {
    expect(hostsOf(stageFacts("prod"), undefined)).toBeUndefined();
  });
});

describe("webOrigins", () => {
  test("the site may call the API, and in dev also pages from a developer's machine", () => {
    expect(webOrigins(stageFacts("dev"), hostsOf(stageFacts("dev"), "example.com"))).toEqual([
      "https://dev.example.com",
      "http://localhost:3000",
    ]);
    expect(webOrigins(stageFacts("prod"), hostsOf(stageFacts("prod"), "example.com"))).toEqual(["https://example.com"]);
  });

  test("without a domain only a disposable stage can be called from a page", () => {
    expect(webOrigins(stageFacts("ada"), undefined)).toEqual(["http://localhost:3000"]);
    expect(webOrigins(stageFacts("prod"), undefined)).toEqual([]);
  });
});
