import * as v from "valibot";
import { categoryColorPattern, colorProblem } from "../backend/domain/category/category-color.ts";
import { categoryDescriptionLength, descriptionProblem } from "../backend/domain/category/category-description.ts";
import { CategoryName, categoryNameLength } from "../backend/domain/category/category-name.ts";
import { conforming } from "../http/conforming.ts";

/** Ids are compared as strings, and this API gives them out in lower case: another spelling would find nothing. */
const lowerCase = v.regex(/^[^A-F]*$/, "Must be in lower case, as it was given out.");

const id = v.pipe(v.string(), v.uuid("Must be a UUID such as 0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d."), lowerCase);

const name = v.pipe(
  v.string(),
  conforming((text) => CategoryName.problemOf(text)),
  v.metadata({
    description: "Unique under its parent without regard to case. Surrounding white space is removed.",
    minLength: categoryNameLength.minimum,
    maxLength: categoryNameLength.maximum,
  }),
);

const description = v.pipe(
  v.string(),
  conforming(descriptionProblem),
  v.metadata({ minLength: categoryDescriptionLength.minimum, maxLength: categoryDescriptionLength.maximum }),
);

const color = v.pipe(v.string(), conforming(colorProblem), v.metadata({ pattern: categoryColorPattern.source }));

const timestamp = v.pipe(v.string(), v.isoTimestamp());

const limitMessage = "Must be a whole number from 1 to 100.";

export const categoryPathSchema = v.strictObject({ id });

export const createCategorySchema = v.pipe(
  v.strictObject({
    name,
    parentId: v.optional(v.nullable(id), null),
    description: v.optional(v.nullable(description), null),
    color: v.optional(v.nullable(color), null),
  }),
  v.title("NewCategory"),
);

/** A JSON merge patch (RFC 7396): what is absent stays, null takes away. The parent is fixed at creation. */
export const updateCategorySchema = v.pipe(
  v.strictObject({
    name: v.optional(name),
    description: v.optional(v.nullable(description)),
    color: v.optional(v.nullable(color)),
  }),
  v.title("CategoryChanges"),
);

export const listCategoriesQuerySchema = v.strictObject({
  parentId: v.optional(
    v.union([v.literal("root"), v.pipe(v.string(), v.uuid('Must be a category id or "root".'), lowerCase)]),
  ),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^([1-9][0-9]?|100)$/, limitMessage),
      v.metadata({ type: "integer", minimum: 1, maximum: 100 }),
      v.transform(Number),
    ),
    "20",
  ),
  cursor: v.optional(v.string()),
});

export const categorySchema = v.pipe(
  v.strictObject({
    id,
    name: v.string(),
    parentId: v.nullable(id),
    description: v.nullable(v.string()),
    color: v.nullable(v.string()),
    createdAt: timestamp,
    updatedAt: timestamp,
  }),
  v.title("Category"),
);

export const categoryPageSchema = v.pipe(
  v.strictObject({
    items: v.array(categorySchema),
    nextCursor: v.nullable(v.string()),
  }),
  v.title("CategoryPage"),
);
