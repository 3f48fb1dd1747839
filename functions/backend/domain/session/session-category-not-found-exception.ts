import { ValidationException } from "../exception/validation-exception.ts";

/** A session's category does not exist. A mistake in what was sent, as the request is about the session. */
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
