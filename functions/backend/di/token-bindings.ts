import { AuthenticateToken } from "../application/token/authenticate-token.ts";
import { CreateToken } from "../application/token/create-token.ts";
import { GetToken } from "../application/token/get-token.ts";
import { ListTokens } from "../application/token/list-tokens.ts";
import { RevokeToken } from "../application/token/revoke-token.ts";
import { DynamoDBTokenRepository } from "../infrastructure/dynamodb/dynamodb-token-repository.ts";
import { linkedStage } from "../infrastructure/linked-stage.ts";
import { SystemRandomBytes } from "../infrastructure/system/system-random-bytes.ts";
import { linkedAdminToken } from "../infrastructure/token/linked-admin-token.ts";
import { Sha256TokenHasher } from "../infrastructure/token/sha256-token-hasher.ts";
import { dynamoDBBindings } from "./dynamodb-bindings.ts";
import { TOKENS } from "./tokens.ts";

/** Everything about tokens. */
export function tokenBindings() {
  return dynamoDBBindings()
    .bind(
      TOKENS.TokenRepository,
      (container) =>
        new DynamoDBTokenRepository(
          container.resolve(TOKENS.DocumentClient),
          container.resolve(TOKENS.TableNames)("Tokens"),
        ),
    )
    .bind(TOKENS.Stage, () => linkedStage())
    .bind(TOKENS.TokenHasher, () => new Sha256TokenHasher())
    .bind(TOKENS.RandomBytes, () => new SystemRandomBytes())
    .bind(TOKENS.AdminToken, (container) =>
      linkedAdminToken(container.resolve(TOKENS.TokenHasher), container.resolve(TOKENS.Stage)),
    )
    .bind(
      TOKENS.AuthenticateToken,
      (container) =>
        new AuthenticateToken(
          container.resolve(TOKENS.TokenRepository),
          container.resolve(TOKENS.TokenHasher),
          container.resolve(TOKENS.Clock),
          container.resolve(TOKENS.Logger),
          { admin: container.resolve(TOKENS.AdminToken), stage: container.resolve(TOKENS.Stage) },
        ),
    )
    .bind(
      TOKENS.CreateToken,
      (container) =>
        new CreateToken(
          container.resolve(TOKENS.TokenRepository),
          container.resolve(TOKENS.TokenHasher),
          container.resolve(TOKENS.RandomBytes),
          container.resolve(TOKENS.Clock),
          container.resolve(TOKENS.Stage),
        ),
    )
    .bind(TOKENS.GetToken, (container) => new GetToken(container.resolve(TOKENS.TokenRepository)))
    .bind(
      TOKENS.ListTokens,
      (container) => new ListTokens(container.resolve(TOKENS.TokenRepository), container.resolve(TOKENS.CursorCodec)),
    )
    .bind(
      TOKENS.RevokeToken,
      (container) => new RevokeToken(container.resolve(TOKENS.TokenRepository), container.resolve(TOKENS.Clock)),
    );
}
