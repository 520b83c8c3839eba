import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { LonePage } from "@/components/lone-page";
import { DOWNTIME_HEADER } from "@/lib/downtime";

export const metadata: Metadata = { title: "Just a moment" };

/** Stands in for every page while the database is away, under that page's own address and with status 503. */
export default async function UnavailablePage() {
  const asked = (await headers()).get(DOWNTIME_HEADER);
  if (!asked) notFound();

  const isPage = asked === "page";
  return (
    <LonePage
      title={isPage ? "Just a moment" : "That was not sent"}
      text={`Parley cannot reach its database just now. ${isPage ? "This page tries again by itself, and nothing is lost." : "Go back to what you wrote and send it again in a moment."}`}
    />
  );
}
