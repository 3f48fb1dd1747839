"use client";

import type { ReactNode } from "react";
import "./globals.css";

/** Stands in for the whole document when the layout itself fails. */
export default function GlobalErrorPage(): ReactNode {
  return (
    <html lang="en">
      <body>
        <main>
          <title>Draht status</title>
          <h1>The site is broken</h1>
          <p role="alert">
            Nothing of it could be rendered. <a href="/">Try again</a>
          </p>
        </main>
      </body>
    </html>
  );
}
