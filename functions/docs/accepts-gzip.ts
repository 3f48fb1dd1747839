/**
 * Whether a caller's Accept-Encoding allows gzip: by name or by `*`, unless with the weight 0.
 *
 * Source: RFC 9110, section 12.5.3.
 */
export function acceptsGzip(acceptEncoding = ""): boolean {
  const codings = acceptEncoding.split(",").map((coding) => {
    const [name = "", ...parameters] = coding.split(";").map((part) => part.trim().toLowerCase());
    return { name, refused: parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)) };
  });
  const gzip =
    codings.find(({ name }) => name === "gzip" || name === "x-gzip") ?? codings.find(({ name }) => name === "*");
  return gzip !== undefined && !gzip.refused;
}
