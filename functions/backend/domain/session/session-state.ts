/** A session runs until it ends in one of the other states. */
export const sessionStates = ["running", "completed", "failed", "cancelled"] as const;

export type SessionState = (typeof sessionStates)[number];

const moves: Readonly<Record<SessionState, readonly SessionState[]>> = {
  running: ["completed", "failed", "cancelled"],
  completed: [],
  failed: [],
  cancelled: [],
};

/** The states that a session can go to; none where it has ended. */
export function movesFrom(state: SessionState): readonly SessionState[] {
  return moves[state];
}
