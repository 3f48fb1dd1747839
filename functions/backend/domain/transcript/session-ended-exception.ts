import { ConflictException } from "../exception/conflict-exception.ts";
import type { SessionState } from "../session/session-state.ts";

/** Only a running session's transcript grows. */
export class SessionEndedException extends ConflictException {
  constructor(sessionId: string, state: SessionState) {
    super(
      "session-ended",
      `The session ${sessionId} is ${state}: its transcript takes no new entries. Start another session to go on.`,
      { sessionId, state },
    );
  }
}
