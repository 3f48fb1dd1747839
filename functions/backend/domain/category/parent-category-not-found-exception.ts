import { ValidationException } from "../exception/validation-exception.ts";

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
