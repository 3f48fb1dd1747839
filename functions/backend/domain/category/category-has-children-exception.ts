import { ConflictException } from "../exception/conflict-exception.ts";

/** A category cannot be deleted before its children. */
export class CategoryHasChildrenException extends ConflictException {
  constructor(id: string) {
    super("category-has-children", `The category ${id} has children. Delete them first.`, { id });
  }
}
