import { DeleteSession } from "../application/session/delete-session.ts";
import { GetSession } from "../application/session/get-session.ts";
import { ListSessions } from "../application/session/list-sessions.ts";
import { StartSession } from "../application/session/start-session.ts";
import { UpdateSession } from "../application/session/update-session.ts";
import { DynamoDBSessionRepository } from "../infrastructure/dynamodb/dynamodb-session-repository.ts";
import { clientBindings } from "./client-bindings.ts";
import { TOKENS } from "./tokens.ts";

/** Everything about sessions but their transcripts, and about the clients whose sessions they are. */
export function sessionBindings() {
  return clientBindings()
    .bind(
      TOKENS.SessionRepository,
      (container) =>
        new DynamoDBSessionRepository(
          container.resolve(TOKENS.DocumentClient),
          container.resolve(TOKENS.TableNames),
          container.resolve(TOKENS.Clock),
        ),
    )
    .bind(
      TOKENS.StartSession,
      (container) =>
        new StartSession(
          container.resolve(TOKENS.SessionRepository),
          container.resolve(TOKENS.ClientRepository),
          container.resolve(TOKENS.Clock),
        ),
    )
    .bind(TOKENS.GetSession, (container) => new GetSession(container.resolve(TOKENS.SessionRepository)))
    .bind(
      TOKENS.ListSessions,
      (container) =>
        new ListSessions(container.resolve(TOKENS.SessionRepository), container.resolve(TOKENS.CursorCodec)),
    )
    .bind(
      TOKENS.UpdateSession,
      (container) => new UpdateSession(container.resolve(TOKENS.SessionRepository), container.resolve(TOKENS.Clock)),
    )
    .bind(
      TOKENS.DeleteSession,
      (container) =>
        new DeleteSession(container.resolve(TOKENS.SessionRepository), container.resolve(TOKENS.Invocations)),
    );
}
