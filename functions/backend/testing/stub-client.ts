import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createDocumentClient, type DocumentClientOptions } from "../infrastructure/dynamodb/document-client.ts";
import type { StubServer } from "./stub-server.ts";

/** A client as a function has it, for a stub of DynamoDB; patient unless the test is about that. */
export function stubClient(
  server: StubServer,
  environment: NodeJS.ProcessEnv = {},
  options: DocumentClientOptions = { attemptTimeoutMilliseconds: 30_000 },
): DynamoDBDocumentClient {
  const ownEnvironment = {
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_SESSION_TOKEN: "session-token",
    AWS_ENDPOINT_URL_DYNAMODB: server.url,
    ...environment,
  };
  return createDocumentClient(ownEnvironment, undefined, options);
}
