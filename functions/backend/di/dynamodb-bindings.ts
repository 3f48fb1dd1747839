import { createDocumentClient } from "../infrastructure/dynamodb/document-client.ts";
import { linkedTableName } from "../infrastructure/dynamodb/linked-table.ts";
import { preconnect } from "../infrastructure/dynamodb/preconnect.ts";
import { DynamoDBIdempotencyStore } from "../infrastructure/idempotency/dynamodb-idempotency-store.ts";
import { linkedSecret } from "../infrastructure/linked-secret.ts";
import { cursorKeyFrom } from "../infrastructure/pagination/cursor-key.ts";
import { SignedCursorCodec } from "../infrastructure/pagination/signed-cursor-codec.ts";
import { coreBindings } from "./core-bindings.ts";
import { TOKENS } from "./tokens.ts";

/**
 * The core, DynamoDB and what lists of its items need. Apart from the core, so that functions without tables do not carry
 * the AWS SDK.
 */
export function dynamoDBBindings() {
  return coreBindings()
    .bind(TOKENS.CursorCodec, () => new SignedCursorCodec(cursorKeyFrom(linkedSecret("CursorKey"))))
    .bind(TOKENS.TableNames, () => linkedTableName)
    .bind(TOKENS.DocumentClient, (container) => {
      preconnect(process.env);
      return createDocumentClient(process.env, container.resolve(TOKENS.Invocations));
    })
    .bind(
      TOKENS.IdempotencyStore,
      (container) =>
        new DynamoDBIdempotencyStore(
          container.resolve(TOKENS.DocumentClient),
          container.resolve(TOKENS.TableNames)("Idempotency"),
          container.resolve(TOKENS.Clock),
          container.resolve(TOKENS.IdGenerator),
        ),
    );
}
