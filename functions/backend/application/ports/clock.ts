/** Tells the time, so that a test can say what it is. */
export interface Clock {
  now(): Date;
}
