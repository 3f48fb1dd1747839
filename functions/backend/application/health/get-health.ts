import type { Clock } from "../ports/clock.ts";

export interface Health {
  readonly status: "ok";
  readonly service: "draht";
  readonly timestamp: Date;
}

/** Says that the service answers. Touches nothing else, so that another service's outage does not look like its own. */
export class GetHealth {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  execute(): Health {
    return { status: "ok", service: "draht", timestamp: this.#clock.now() };
  }
}
