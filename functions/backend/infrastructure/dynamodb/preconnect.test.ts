import { expect, test } from "bun:test";
import { preconnect } from "./preconnect.ts";

const lambda = { AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001", AWS_REGION: "eu-central-1" };

/** The addresses that a function with these variables connects to during init. */
function connections(environment: NodeJS.ProcessEnv): string[] {
  const urls: string[] = [];
  preconnect(environment, (url) => urls.push(url));
  return urls;
}

test("connects to the region's DynamoDB", () => {
  expect(connections(lambda)).toEqual(["https://dynamodb.eu-central-1.amazonaws.com"]);
});

test("connects to China's under their own domain", () => {
  expect(connections({ ...lambda, AWS_REGION: "cn-north-1" })).toEqual([
    "https://dynamodb.cn-north-1.amazonaws.com.cn",
  ]);
});

test("connects to the DynamoDB that the environment names", () => {
  const environment = { ...lambda, AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:8000" };
  expect(connections(environment)).toEqual(["http://127.0.0.1:8000"]);
});

test("connects to nothing before a SnapStart snapshot", () => {
  expect(connections({ ...lambda, AWS_LAMBDA_INITIALIZATION_TYPE: "snap-start" })).toEqual([]);
});

test("connects to nothing outside of Lambda", () => {
  expect(connections({ AWS_REGION: "eu-central-1" })).toEqual([]);
});

test("connects to nothing without a region", () => {
  expect(connections({ AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001" })).toEqual([]);
});

test("leaves an endpoint that is no URL to the client", () => {
  expect(() => preconnect({ ...lambda, AWS_ENDPOINT_URL_DYNAMODB: "no url" })).not.toThrow();
});
