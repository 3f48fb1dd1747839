import { describe, expect, test } from "bun:test";
import { stageFacts } from "./stage.ts";

describe("stageFacts", () => {
  test.each(["prod", "production"])("%s keeps its data and refuses to be removed", (stage) => {
    expect(stageFacts(stage)).toMatchObject({ removal: "retain", protect: true, deletionProtection: true });
  });

  test.each(["dev", "test", "pr-42", "ada", "constructor"])("%s can be removed without a trace", (stage) => {
    expect(stageFacts(stage)).toMatchObject({ removal: "remove", protect: false, deletionProtection: false });
  });

  test("pages from a developer's machine reach disposable stages only", () => {
    expect(stageFacts("dev").webOrigins).toEqual(["http://localhost:3000"]);
    expect(stageFacts("prod").webOrigins).toEqual([]);
  });
});
