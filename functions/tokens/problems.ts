import type { ProblemType } from "../manifest/problem-type.ts";

export const tokenNotFound = {
  code: "token-not-found",
  status: 404,
  description: "No token has this id, or it stopped working more than 30 days ago.",
} as const satisfies ProblemType;

export const tokenChanged = {
  code: "token-changed",
  status: 412,
  description: "The token is not in the version that If-Match names.",
} as const satisfies ProblemType;

export const tokenInUse = {
  code: "token-in-use",
  status: 409,
  description: "The token that this request made before has been used or revoked; its secret cannot be shown again.",
} as const satisfies ProblemType;

export const grantExceeded = {
  code: "grant-exceeded",
  status: 403,
  description:
    "The token that is created or revoked can do more than the caller's own, or for longer; or that was revoked.",
} as const satisfies ProblemType;
