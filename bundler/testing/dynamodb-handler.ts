import {
  GetCommand,
  type GetCommandInput,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { createDocumentClient } from "../../functions/backend/infrastructure/dynamodb/document-client.ts";

/** One call to DynamoDB. */
export interface Call {
  readonly get?: GetCommandInput;
  readonly put?: PutCommandInput;
  readonly transactWrite?: TransactWriteCommandInput;
  readonly abortSignal?: AbortSignal;
}

const client = createDocumentClient(process.env);

/** Makes the calls of a test with the client that functions use. */
export async function handler({ get, put, transactWrite, abortSignal }: Call): Promise<unknown> {
  const options = abortSignal ? { abortSignal } : {};
  if (get) return client.send(new GetCommand(get), options);
  if (put) return client.send(new PutCommand(put), options);
  if (transactWrite) return client.send(new TransactWriteCommand(transactWrite), options);
  throw new TypeError("A call names what it does.");
}
