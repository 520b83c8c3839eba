import { redirect } from "next/navigation";
import { administratorOfPage } from "./administrator";

/** Begins with what waits for an administrator. */
export default async function AdministrationPage() {
  await administratorOfPage("/admin");
  redirect("/admin/reports");
}
