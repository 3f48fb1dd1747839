/** The sort key of the item that is the session itself. The items of its transcript stand in the same partition. */
export const sessionSortKey = "SESSION";

/** The partition of the index `byStart` that holds every session. */
export const sessionKind = "SESSION";

/** In place of the state while a session is being deleted: it is in no listing, and nothing can be appended to it. */
export const deletingState = "deleting";

/** The item that is the session itself. */
export function sessionKey(id: string): { pk: string; sk: string } {
  return { pk: `SESSION#${id}`, sk: sessionSortKey };
}

/** The item whose existence means that a client has this session. */
export function membershipKey(clientId: string, sessionId: string): { pk: string; sk: string } {
  return { pk: membershipPartition(clientId), sk: `SESSION#${sessionId}` };
}

/** Holds a membership for each session of the client. */
export function membershipPartition(clientId: string): string {
  return `CLIENT#${clientId}`;
}
