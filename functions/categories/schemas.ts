import * as v from "valibot";
import { categoryColorPattern, colorProblem } from "../backend/domain/category/category-color.ts";
import { categoryDescriptionLength, descriptionProblem } from "../backend/domain/category/category-description.ts";
import { CategoryName, categoryNameLength } from "../backend/domain/category/category-name.ts";
import { idSchema, lowerCaseId, pageQueryEntries, timestampSchema } from "../http/common-schemas.ts";
import { conforming } from "../http/conforming.ts";

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

export const createCategorySchema = v.pipe(
  v.strictObject({
    name,
    parentId: v.optional(v.nullable(idSchema), null),
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
    v.union([v.literal("root"), v.pipe(v.string(), v.uuid('Must be a category id or "root".'), lowerCaseId)]),
  ),
  ...pageQueryEntries,
});

export const categorySchema = v.pipe(
  v.strictObject({
    id: idSchema,
    name: v.string(),
    parentId: v.nullable(idSchema),
    description: v.nullable(v.string()),
    color: v.nullable(v.string()),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
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
