import { ConflictException } from "../exception/conflict-exception.ts";

export class CategoryHasChildrenException extends ConflictException {
  constructor(id: string) {
    super("category-has-children", `The category ${id} has children. Delete them first.`, { id });
  }
}
