import NextAuth from "next-auth";
import { canLookUpSessions, nextAuthOptions } from "@/lib/next-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: Request, context: Context): Promise<Response> {
  // NextAuth takes a session that it cannot look up for one that has ended, and deletes the cookie.
  if (!(await canLookUpSessions()))
    return new Response("No database.\n", { status: 503, headers: { "Retry-After": "5" } });
  return NextAuth(nextAuthOptions())(request, context);
}

export { handle as GET, handle as POST };
