import { NotFoundException } from "../exception/not-found-exception.ts";

/** No category has the id that the request is about. */
export class CategoryNotFoundException extends NotFoundException {
  constructor(id: string) {
    super("category-not-found", `There is no category ${id}. List the categories to find the id of an existing one.`, {
      id,
    });
  }
}
