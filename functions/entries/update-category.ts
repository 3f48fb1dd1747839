import { categoryBindings } from "../backend/di/category-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { updateCategoryHandler } from "../categories/update-category.ts";

export const handler = updateCategoryHandler(initializeDI(categoryBindings));
