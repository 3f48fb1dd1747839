import type { ProblemType } from "../manifest/problem-type.ts";

export const clientNotFound = {
  code: "client-not-found",
  status: 404,
  description: "No client has this id.",
} as const satisfies ProblemType;

export const clientChanged = {
  code: "client-changed",
  status: 412,
  description: "The client is not in the version that If-Match names.",
} as const satisfies ProblemType;

export const clientSlugTaken = {
  code: "client-slug-taken",
  status: 409,
  description: "Another client has this slug.",
} as const satisfies ProblemType;

export const clientHasSessions = {
  code: "client-has-sessions",
  status: 409,
  description: "The client has sessions that have neither been deleted nor expired.",
} as const satisfies ProblemType;

export const defaultCategoryNotFound = {
  code: "default-category-not-found",
  status: 422,
  description: "The default category does not exist.",
} as const satisfies ProblemType;
