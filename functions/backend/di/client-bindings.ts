import { CreateClient } from "../application/client/create-client.ts";
import { DeleteClient } from "../application/client/delete-client.ts";
import { GetClient } from "../application/client/get-client.ts";
import { ListClients } from "../application/client/list-clients.ts";
import { UpdateClient } from "../application/client/update-client.ts";
import { DynamoDBClientRepository } from "../infrastructure/dynamodb/dynamodb-client-repository.ts";
import { dynamoDBBindings } from "./dynamodb-bindings.ts";
import { TOKENS } from "./tokens.ts";

/** Everything about clients. */
export function clientBindings() {
  return dynamoDBBindings()
    .bind(
      TOKENS.ClientRepository,
      (container) =>
        new DynamoDBClientRepository(
          container.resolve(TOKENS.DocumentClient),
          container.resolve(TOKENS.TableNames),
          container.resolve(TOKENS.Clock),
        ),
    )
    .bind(TOKENS.CreateClient, (container) => new CreateClient(container.resolve(TOKENS.ClientRepository)))
    .bind(TOKENS.GetClient, (container) => new GetClient(container.resolve(TOKENS.ClientRepository)))
    .bind(
      TOKENS.ListClients,
      (container) => new ListClients(container.resolve(TOKENS.ClientRepository), container.resolve(TOKENS.CursorCodec)),
    )
    .bind(
      TOKENS.UpdateClient,
      (container) => new UpdateClient(container.resolve(TOKENS.ClientRepository), container.resolve(TOKENS.Clock)),
    )
    .bind(TOKENS.DeleteClient, (container) => new DeleteClient(container.resolve(TOKENS.ClientRepository)));
}
