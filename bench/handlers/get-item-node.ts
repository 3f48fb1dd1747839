import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

/**
 * For Node the SDK's own request handler and hash, which suit it best; else the settings of
 * `functions/backend/infrastructure/dynamodb/document-client.ts`, so that nothing is looked up there either.
 */
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    region: process.env["AWS_REGION"] ?? "",
    credentials: {
      accessKeyId: process.env["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: process.env["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
    endpoint: process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "",
    maxAttempts: 3,
    retryMode: "standard",
    defaultsMode: "standard",
    accountIdEndpointMode: "disabled",
    endpointDiscoveryEnabled: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
  }),
  { marshallOptions: { removeUndefinedValues: true } },
);

/** `get-item.ts` for Node. */
export async function handler(event: { readonly id: string }): Promise<unknown> {
  const { Item } = await client.send(new GetCommand({ TableName: "Table", Key: { pk: event.id } }));
  return Item;
}
