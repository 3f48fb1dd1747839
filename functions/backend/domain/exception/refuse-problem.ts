import { ValidationException } from "./validation-exception.ts";

/**
 * Does nothing where there is no problem.
 *
 * @param field Where the value stands in the input.
 * @param problem The rule that the value breaks and how to keep it, or null.
 * @throws ValidationException with the path `field`.
 */
export function refuseProblem(field: string, problem: string | null): void {
  if (problem !== null) throw new ValidationException([{ path: [field], message: problem }]);
}
