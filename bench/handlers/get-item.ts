import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { FetchHttpHandler } from "@smithy/fetch-http-handler";
import { Sha256 } from "../../functions/backend/infrastructure/dynamodb/sha256.ts";

const {
  AWS_REGION = "",
  AWS_ENDPOINT_URL_DYNAMODB = "",
  AWS_ACCESS_KEY_ID = "",
  AWS_SECRET_ACCESS_KEY = "",
} = process.env;

const documents = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    region: AWS_REGION,
    endpoint: AWS_ENDPOINT_URL_DYNAMODB,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    sha256: Sha256,
    requestHandler: new FetchHttpHandler({ requestTimeout: 5000 }),
    maxAttempts: 3,
    retryMode: "standard",
    defaultsMode: "standard",
    accountIdEndpointMode: "disabled",
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  }),
);

/** Reads one item: what a typical request of an API does. */
export async function handler(event: { readonly id: string }): Promise<unknown> {
  const { Item } = await documents.send(new GetCommand({ TableName: "Table", Key: { pk: event.id } }));
  return Item;
}
