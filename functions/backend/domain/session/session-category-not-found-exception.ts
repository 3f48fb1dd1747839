import { ValidationException } from "../exception/validation-exception.ts";

export class SessionCategoryNotFoundException extends ValidationException {
  constructor(categoryId: string) {
    super(
      [
        {
          path: ["categoryId"],
          message: `There is no category ${categoryId}. Use the id of an existing category, or null for none.`,
        },
      ],
      "session-category-not-found",
    );
  }
}
