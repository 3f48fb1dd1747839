import { categoryBindings } from "../backend/di/category-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { getCategoryHandler } from "../categories/get-category.ts";

export const handler = getCategoryHandler(initializeDI(categoryBindings));
