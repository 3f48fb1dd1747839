import { expect, test } from "bun:test";
import type { Route } from "../manifest/route.ts";
import { allowedMethods } from "./allowed-methods.ts";

const routes: Pick<Route, "method" | "path">[] = [
  { method: "POST", path: "/things" },
  { method: "GET", path: "/things" },
  { method: "GET", path: "/things/{id}" },
  { method: "GET", path: "/things/latest" },
  { method: "DELETE", path: "/things/{id}" },
  { method: "ANY", path: "$default" },
];

test.each([
  ["/things", ["GET", "POST"]],
  ["/things/7", ["DELETE", "GET"]],
  ["/things/latest", ["DELETE", "GET"]],
  ["/things/", []],
  ["/things/7/parts", []],
  ["/Things", []],
  ["things", []],
  ["/", []],
  ["", []],
  ["$default", []],
])("%j takes %j", (path, methods) => {
  expect(allowedMethods(routes, path)).toEqual(methods);
});
