import { ConflictException } from "../exception/conflict-exception.ts";
import { movesFrom, type SessionState } from "./session-state.ts";

/** A session cannot go from its state to the wanted one. */
export class SessionStateException extends ConflictException {
  constructor(id: string, state: SessionState, wanted: SessionState) {
    const allowed = movesFrom(state);
    super(
      "session-state",
      `The session ${id} is ${state} and cannot become ${wanted}. ` +
        `Allowed from there: ${allowed.join(", ") || "nothing, as the session has ended"}.`,
      { id, state, allowed },
    );
  }
}
