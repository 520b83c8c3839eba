import NextAuth from "next-auth";
import { DOWNTIME_NOTICE, DOWNTIME_RETRY, metDowntime } from "@/lib/downtime";
import { nextAuthOptions } from "@/lib/next-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

/** NextAuth takes a session that it could not look up for one that has ended, and the cookie away with it. */
async function handle(request: Request, context: Context): Promise<Response> {
  const response: Response = await NextAuth(nextAuthOptions())(request, context);
  if (!metDowntime()) return response;
  const headers = { ...DOWNTIME_RETRY, "Cache-Control": "no-store" };
  return new Response(DOWNTIME_NOTICE, { status: 503, headers });
}

/** Names and passwords come by POST only. NextAuth takes another try for a fault of its own. */
async function handleGet(request: Request, context: Context): Promise<Response> {
  const [step] = (await context.params).nextauth;
  if (step === "callback") return new Response(null, { status: 405, headers: { Allow: "POST" } });
  return handle(request, context);
}

export { handle as POST, handleGet as GET };
