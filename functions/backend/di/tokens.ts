import type { CreateCategory } from "../application/category/create-category.ts";
import type { DeleteCategory } from "../application/category/delete-category.ts";
import type { GetCategory } from "../application/category/get-category.ts";
import type { ListCategories } from "../application/category/list-categories.ts";
import type { UpdateCategory } from "../application/category/update-category.ts";
import type { GetHealth } from "../application/health/get-health.ts";
import type { CategoryRepository } from "../application/ports/category-repository.ts";
import type { Clock } from "../application/ports/clock.ts";
import type { IdGenerator } from "../application/ports/id-generator.ts";
import type { Invocations } from "../application/ports/invocation.ts";
import type { Logger } from "../application/ports/logger.ts";
import type { DocumentClient } from "../infrastructure/dynamodb/document-client.ts";
import type { TableNames } from "../infrastructure/dynamodb/linked-table.ts";
import { Token } from "./token.ts";

/** Every service of the backend. Imports types only, so that a token pulls no implementation into a bundle. */
export const TOKENS = {
  Clock: new Token<"Clock", Clock>("Clock"),
  IdGenerator: new Token<"IdGenerator", IdGenerator>("IdGenerator"),
  Invocations: new Token<"Invocations", Invocations>("Invocations"),
  Logger: new Token<"Logger", Logger>("Logger"),

  DocumentClient: new Token<"DocumentClient", DocumentClient>("DocumentClient"),
  TableNames: new Token<"TableNames", TableNames>("TableNames"),

  GetHealth: new Token<"GetHealth", GetHealth>("GetHealth"),

  CategoryRepository: new Token<"CategoryRepository", CategoryRepository>("CategoryRepository"),
  CreateCategory: new Token<"CreateCategory", CreateCategory>("CreateCategory"),
  GetCategory: new Token<"GetCategory", GetCategory>("GetCategory"),
  ListCategories: new Token<"ListCategories", ListCategories>("ListCategories"),
  UpdateCategory: new Token<"UpdateCategory", UpdateCategory>("UpdateCategory"),
  DeleteCategory: new Token<"DeleteCategory", DeleteCategory>("DeleteCategory"),
} as const;
