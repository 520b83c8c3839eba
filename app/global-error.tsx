"use client";

import "@fontsource-variable/inter/wght.css";
import "./globals.css";
import ErrorPage from "./error";

/** Stands in for the root layout when that fails. Next's own page has inline styles, which our policy forbids. */
export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <body>
        <title>Parley</title>
        <ErrorPage />
      </body>
    </html>
  );
}
