/**
 * When an id was drawn, to the millisecond. What takes this as the time of its creation is in the order of time wherever it
 * is in the order of ids, also when it was made by a later try of the request for which the id was drawn.
 *
 * Source: RFC 9562, section 5.7: the first 48 bits are the milliseconds since 1970.
 *
 * @param id A UUID version 7.
 */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}
