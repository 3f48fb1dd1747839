import type { ProblemType } from "../manifest/problem-type.ts";

export const routeNotFound = {
  code: "route-not-found",
  status: 404,
  description: "No operation has this path.",
} as const satisfies ProblemType;

export const methodNotAllowed = {
  code: "method-not-allowed",
  status: 405,
  description: "The path takes other methods, which the header Allow names.",
} as const satisfies ProblemType;
