/** Prints the linked resources that are named on the command line, as `sst/resource` gives them to a function. */
import { Resource } from "sst/resource";

const resources: Readonly<Record<string, unknown>> = { ...Resource };
const named: Readonly<Record<string, unknown>> = Object.fromEntries(
  process.argv.slice(2).map((name) => [name, Reflect.get(Resource, name)]),
);
console.log(JSON.stringify({ ...resources, ...named }));
