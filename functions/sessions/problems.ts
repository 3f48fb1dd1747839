import type { ProblemType } from "../manifest/problem-type.ts";

export const sessionNotFound = {
  code: "session-not-found",
  status: 404,
  description: "No session has this id, or it has expired.",
} as const satisfies ProblemType;

export const sessionChanged = {
  code: "session-changed",
  status: 412,
  description: "The session is not in the version that If-Match names.",
} as const satisfies ProblemType;

export const sessionState = {
  code: "session-state",
  status: 409,
  description: "The session cannot go from its state to the one that is asked for.",
} as const satisfies ProblemType;

export const sessionClientNotFound = {
  code: "session-client-not-found",
  status: 422,
  description: "The client does not exist.",
} as const satisfies ProblemType;

export const clientArchived = {
  code: "client-archived",
  status: 409,
  description: "The client is archived, so that no session can be started for it.",
} as const satisfies ProblemType;

export const sessionCategoryNotFound = {
  code: "session-category-not-found",
  status: 422,
  description: "The category does not exist.",
} as const satisfies ProblemType;

export const sessionDeletionUnfinished = {
  code: "session-deletion-unfinished",
  status: 503,
  description: "The session is gone, but its transcript is long: send the same request again to go on deleting it.",
} as const satisfies ProblemType;
