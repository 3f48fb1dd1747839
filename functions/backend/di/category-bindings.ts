import { CreateCategory } from "../application/category/create-category.ts";
import { DeleteCategory } from "../application/category/delete-category.ts";
import { GetCategory } from "../application/category/get-category.ts";
import { ListCategories } from "../application/category/list-categories.ts";
import { UpdateCategory } from "../application/category/update-category.ts";
import { DynamoDBCategoryRepository } from "../infrastructure/dynamodb/dynamodb-category-repository.ts";
import { createDocumentClient } from "../infrastructure/dynamodb/document-client.ts";
import { preconnect } from "../infrastructure/dynamodb/preconnect.ts";
import { linkedTableName } from "../infrastructure/dynamodb/linked-table.ts";
import { coreBindings } from "./core-bindings.ts";
import { TOKENS } from "./tokens.ts";

/** The core and everything about categories. Apart from the core, so that other functions do not carry the AWS SDK. */
export function categoryBindings() {
  return coreBindings()
    .bind(TOKENS.CategoryRepository, () => {
      preconnect(process.env);
      return new DynamoDBCategoryRepository(createDocumentClient(process.env), linkedTableName("Table"));
    })
    .bind(
      TOKENS.CreateCategory,
      (container) =>
        new CreateCategory(
          container.resolve(TOKENS.CategoryRepository),
          container.resolve(TOKENS.IdGenerator),
          container.resolve(TOKENS.Clock),
        ),
    )
    .bind(TOKENS.GetCategory, (container) => new GetCategory(container.resolve(TOKENS.CategoryRepository)))
    .bind(TOKENS.ListCategories, (container) => new ListCategories(container.resolve(TOKENS.CategoryRepository)))
    .bind(
      TOKENS.UpdateCategory,
      (container) => new UpdateCategory(container.resolve(TOKENS.CategoryRepository), container.resolve(TOKENS.Clock)),
    )
    .bind(TOKENS.DeleteCategory, (container) => new DeleteCategory(container.resolve(TOKENS.CategoryRepository)));
}
