import { CreateCategory } from "../application/category/create-category.ts";
import { DeleteCategory } from "../application/category/delete-category.ts";
import { GetCategory } from "../application/category/get-category.ts";
import { ListCategories } from "../application/category/list-categories.ts";
import { UpdateCategory } from "../application/category/update-category.ts";
import { DynamoDBCategoryRepository } from "../infrastructure/dynamodb/dynamodb-category-repository.ts";
import { dynamoDBBindings } from "./dynamodb-bindings.ts";
import { TOKENS } from "./tokens.ts";

/** Everything about categories. */
export function categoryBindings() {
  return dynamoDBBindings()
    .bind(
      TOKENS.CategoryRepository,
      (container) =>
        new DynamoDBCategoryRepository(
          container.resolve(TOKENS.DocumentClient),
          container.resolve(TOKENS.TableNames)("Table"),
        ),
    )
    .bind(TOKENS.CreateCategory, (container) => new CreateCategory(container.resolve(TOKENS.CategoryRepository)))
    .bind(TOKENS.GetCategory, (container) => new GetCategory(container.resolve(TOKENS.CategoryRepository)))
    .bind(
      TOKENS.ListCategories,
      (container) =>
        new ListCategories(container.resolve(TOKENS.CategoryRepository), container.resolve(TOKENS.CursorCodec)),
    )
    .bind(
      TOKENS.UpdateCategory,
      (container) => new UpdateCategory(container.resolve(TOKENS.CategoryRepository), container.resolve(TOKENS.Clock)),
    )
    .bind(TOKENS.DeleteCategory, (container) => new DeleteCategory(container.resolve(TOKENS.CategoryRepository)));
}
