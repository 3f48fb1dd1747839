import { describe, expect, test } from "bun:test";
import { answerProviderFunction } from "./provider-functions.ts";

const account = { id: "123456789012", region: "eu-central-1" };

function policy(inputs: Readonly<Record<string, unknown>>): { json: string; statements?: unknown } {
  return answerProviderFunction("aws:iam/getPolicyDocument:getPolicyDocument", inputs, account) as { json: string };
}

describe("answerProviderFunction", () => {
  test("renders a policy as the provider does", () => {
    const { json } = policy({
      statements: [
        {
          sid: "Read",
          actions: ["s3:GetObject"],
          resources: ["arn:aws:s3:::a/*"],
          principals: [{ type: "AWS", identifiers: ["*"] }],
          conditions: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
            { test: "StringEquals", variable: "aws:SourceArn", values: ["2"] },
          ],
        },
        { effect: "Deny", actions: ["s3:*"] },
      ],
    });
    expect(JSON.parse(json)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:GetObject"],
          Resource: ["arn:aws:s3:::a/*"],
          Principal: { AWS: ["*"] },
          Condition: { StringEquals: { "aws:SourceAccount": ["1"], "aws:SourceArn": ["2"] } },
        },
        { Effect: "Deny", Action: ["s3:*"] },
      ],
    });
  });

  test("leaves the statements out where there are none: SST then gives a role no policy", () => {
    expect(policy({ statements: [] }).statements).toBeUndefined();
    expect(policy({}).statements).toBeUndefined();
  });

  test("knows the bucket that SST keeps code in", () => {
    const parameter = answerProviderFunction("aws:ssm/getParameter:getParameter", { name: "/sst/bootstrap" }, account);
    expect(parameter).toMatchObject({ insecureValue: '{"asset":"sst-asset-eu-central-1"}' });
  });

  test("refuses a function whose answer it would have to guess", () => {
    expect(() => answerProviderFunction("aws:ec2/getAmi:getAmi", {}, account)).toThrow(
      /aws:ec2\/getAmi:getAmi.*provider-functions\.ts/,
    );
  });
});
