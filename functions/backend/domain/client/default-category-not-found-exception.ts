import { ValidationException } from "../exception/validation-exception.ts";

/** A client's default category does not exist. A mistake in what was sent, as the request is about the client. */
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
