import { ValidationException } from "../exception/validation-exception.ts";

export class DefaultCategoryNotFoundException extends ValidationException {
  constructor(categoryId: string) {
    super(
      [
        {
          path: ["defaultCategoryId"],
          message: `There is no category ${categoryId}. Use the id of an existing category, or null for none.`,
        },
      ],
      "default-category-not-found",
    );
  }
}
