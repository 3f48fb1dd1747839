import type { Metadata } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound(): ReactNode {
  return (
    <>
      <h1>There is no such page</h1>
      <p>
        The address may be mistyped. <a href="/">Go to the service status</a>
      </p>
    </>
  );
}
