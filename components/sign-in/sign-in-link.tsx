import Link from "next/link";

/** The way on for whoever came by a link and has an account already. */
export function SignInLink() {
  return (
    <p className="mt-5 text-muted text-small">
      Do you have an account?{" "}
      <Link href="/sign-in" className="font-semibold text-accent underline underline-offset-3">
        Sign in
      </Link>
    </p>
  );
}
