import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/next-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

function handle(request: Request, context: Context): Promise<Response> {
  return NextAuth(nextAuthOptions())(request, context);
}

export { handle as GET, handle as POST };
