/** A saved plan cannot be read. */
export class PlanError extends Error {
  override readonly name = "PlanError";
  readonly code = "PLAN_UNREADABLE";
}
