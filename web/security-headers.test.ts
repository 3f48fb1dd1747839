import { expect, test } from "bun:test";
import { contentSecurityPolicy } from "./security-headers.ts";

test("a policy lets scripts run by their nonce, and takes nothing from other sites", () => {
  const policy = contentSecurityPolicy("bm9uY2U=", false);
  expect(policy.split("; ")).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(policy).toStartWith("default-src 'none'; ");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test("only React's development build may evaluate text", () => {
  expect(contentSecurityPolicy("bm9uY2U=", true)).toContain("'unsafe-eval'");
});
