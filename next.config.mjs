/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // `npm run check` runs the type check over the whole tree; running it again here would only slow the first start.
  typescript: { ignoreBuildErrors: true },
  reactCompiler: true,
  devIndicators: false,
  // In development Next would log every address, with the tokens in some of them, and what actions are called with.
  logging: false,
  // The same as in server/gate.ts, which refuses what is longer: Next would answer 500.
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
  // These open sockets and files of their own: bundling them would give the pages a second copy of each.
  serverExternalPackages: ["pino", "postgres", "prom-client"],
};
