import { ValidationException } from "../exception/validation-exception.ts";

/** The parent of a new category does not exist. A mistake in what was sent, as the request is about the new one. */
export class ParentCategoryNotFoundException extends ValidationException {
  constructor(parentId: string) {
    super(
      [
        {
          path: ["parentId"],
          message: `There is no category ${parentId}. Use the id of an existing category, or null for the root.`,
        },
      ],
      "parent-category-not-found",
    );
  }
}
