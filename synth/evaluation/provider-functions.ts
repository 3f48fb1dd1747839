import { stringOr } from "../json.ts";
import type { Account } from "./account.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** What a provider answers a program that looks something up in the account. */
const answers: Readonly<Record<string, (inputs: Inputs, account: Account) => unknown>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { id }) => ({
    id,
    accountId: id,
    arn: `arn:aws:iam::${id}:root`,
    userId: id,
  }),
  "aws:index/getRegion:getRegion": (_, { region }) => ({
    id: region,
    region,
    name: region,
    description: region,
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
  "aws:route53/getZone:getZone": ({ name, zoneId }) => ({
    id: zoneId ?? "Z0EXAMPLE",
    zoneId: zoneId ?? "Z0EXAMPLE",
    name: name ?? "example.com",
  }),
  "aws:ssm/getParameter:getParameter": ({ name }, { region }) => {
    const value =
      name === "/sst/bootstrap"
        ? JSON.stringify({ asset: assetBucket(region) })
        : `value of ${stringOr(name, "a parameter")}`;
    return { id: name, name, type: "String", version: 1, value, insecureValue: value };
  },
  "aws:cloudfront/getCachePolicy:getCachePolicy": ({ name }) => ({ id: policyId(name), name }),
  "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": ({ name }) => ({ id: policyId(name), name }),
  "aws:cloudfront/getResponseHeadersPolicy:getResponseHeadersPolicy": ({ name }) => ({ id: policyId(name), name }),
};

function policyId(name: unknown): string {
  return `policy-${stringOr(name, "")}`;
}

/** Name of the bucket that SST keeps code in. */
export function assetBucket(region: string): string {
  return `sst-asset-${region}`;
}

/** @throws TypeError for a function whose answer is not known here. */
export function answerProviderFunction(token: string, inputs: Inputs, account: Account): unknown {
  const answer = answers[token];
  if (!answer) {
    throw new TypeError(
      `The program calls ${token}, and synth does not know what the provider answers: add it to ${import.meta.filename}.`,
    );
  }
  return answer(inputs, account);
}

interface Statement {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions?: readonly string[];
  readonly resources?: readonly string[];
  readonly principals?: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
  readonly conditions?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
  }[];
}

/**
 * Renders a policy as the provider does.
 *
 * Source: Pulumi's registry, aws.iam.getPolicyDocument.
 */
function policyDocument(inputs: Inputs): unknown {
  const statements: readonly Statement[] = Array.isArray(inputs["statements"]) ? inputs["statements"] : [];
  const json = JSON.stringify({ Version: "2012-10-17", Statement: statements.map(policyStatement) });
  // The provider leaves `statements` out when there are none, and SST decides by it whether a role has a policy.
  return {
    ...inputs,
    id: "policy",
    json,
    minifiedJson: json,
    statements: statements.length > 0 ? statements : undefined,
  };
}

function policyStatement({ sid, effect, actions, resources, principals = [], conditions = [] }: Statement): unknown {
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect ?? "Allow",
    ...(actions && { Action: actions }),
    ...(resources && { Resource: resources }),
    ...(principals.length > 0 && {
      Principal: Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers])),
    }),
    ...(conditions.length > 0 && { Condition: policyConditions(conditions) }),
  };
}

function policyConditions(conditions: NonNullable<Statement["conditions"]>): unknown {
  const byTest: Record<string, Record<string, readonly string[]>> = {};
  for (const { test, variable, values } of conditions) {
    byTest[test] = { ...byTest[test], [variable]: values };
  }
  return byTest;
}
