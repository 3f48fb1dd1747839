import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { createDocumentClient } from "../../functions/backend/infrastructure/dynamodb/document-client.ts";

const client = createDocumentClient(process.env);

/** Reads one item: what a typical request of an API does. */
export async function handler(event: { readonly id: string }): Promise<unknown> {
  const { Item } = await client.send(new GetCommand({ TableName: "Table", Key: { pk: event.id } }));
  return Item;
}
