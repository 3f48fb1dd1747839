import { categoryBindings } from "../backend/di/category-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { listCategoriesHandler } from "../categories/list-categories.ts";

export const handler = listCategoriesHandler(initializeDI(categoryBindings));
