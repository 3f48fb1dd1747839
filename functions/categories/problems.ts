import type { ProblemType } from "../manifest/problem-type.ts";

export const categoryNotFound = {
  code: "category-not-found",
  status: 404,
  description: "No category has this id.",
} as const satisfies ProblemType;

export const categoryNameTaken = {
  code: "category-name-taken",
  status: 409,
  description: "Another category under the same parent has this name.",
} as const satisfies ProblemType;

export const categoryHasChildren = {
  code: "category-has-children",
  status: 409,
  description: "Other categories stand under this one.",
} as const satisfies ProblemType;

export const categoryChanged = {
  code: "category-changed",
  status: 412,
  description: "The category is not in the version that If-Match names.",
} as const satisfies ProblemType;

export const parentCategoryNotFound = {
  code: "parent-category-not-found",
  status: 422,
  description: "No category has the id that is given as the parent's.",
} as const satisfies ProblemType;
