import type { Clock } from "../application/ports/clock.ts";

/** Shows what it is set to. */
export class FixedClock implements Clock {
  time: Date;

  constructor(time: string) {
    this.time = new Date(time);
  }

  now(): Date {
    return this.time;
  }
}
