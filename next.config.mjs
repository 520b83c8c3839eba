/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // `npm run check` runs the type check over the whole tree; running it again here would only slow the first start.
  typescript: { ignoreBuildErrors: true },
  reactCompiler: true,
  devIndicators: false,
  // These open sockets and files of their own: bundling them would give the pages a second copy of each.
  serverExternalPackages: ["postgres"],
};
