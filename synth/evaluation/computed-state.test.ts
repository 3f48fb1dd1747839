import { describe, expect, test } from "bun:test";
import { computedState } from "./computed-state.ts";

const computing = {
  account: { id: "123456789012", region: "eu-central-1" },
  secret: (value: string) => ({ secret: value }),
};

describe("computedState", () => {
  test("an ARN has the physical name, region and account", () => {
    expect(computedState("aws:dynamodb/table:Table", "Things", { name: "app-dev-Things" }, computing)).toEqual({
      arn: "arn:aws:dynamodb:eu-central-1:123456789012:table/app-dev-Things",
    });
  });

  test("a global service's ARN has no region", () => {
    expect(computedState("aws:iam/role:Role", "Main", { name: "main" }, computing)).toEqual({
      arn: "arn:aws:iam::123456789012:role/main",
    });
  });

  test("a function is invoked through API Gateway's own ARN", () => {
    expect(computedState("aws:lambda/function:Function", "Main", { name: "main" }, computing)).toMatchObject({
      invokeArn:
        "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/" +
        "arn:aws:lambda:eu-central-1:123456789012:function:main/invocations",
    });
  });

  test("random bytes are secret, as many as asked for, and the same each time", () => {
    const [one, other] = [1, 2].map(() =>
      computedState("random:index/randomBytes:RandomBytes", "Key", { length: 32 }, computing),
    );
    const { base64 } = one as { base64: { secret: string } };
    expect(Buffer.from(base64.secret, "base64").length).toBe(32);
    expect(one).toEqual(other ?? {});
  });

  test("a type that is not known has an ARN of its service", () => {
    expect(computedState("aws:kinesis/stream:Stream", "Events", {}, computing)).toEqual({
      arn: "arn:aws:kinesis:eu-central-1:123456789012:Events",
    });
  });
});
