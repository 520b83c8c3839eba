import Link from "next/link";
import { LonePage } from "@/components/lone-page";

export default function NotFound() {
  return (
    <LonePage title="There is nothing here" text="The address may be wrong, or what it led to is gone.">
      <Link href="/t" className="font-semibold text-accent underline underline-offset-3">
        Go to your conversations
      </Link>
    </LonePage>
  );
}
