import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { chunkGroups } from "../../scripts/chunk-groups.ts";
import { compressFiles, importIconsSingly, inlineEntryStyle } from "./first-load.ts";

/** The list that most people come for, and the pages with one's own tickets. */
const pages = {
  browse: /\/src\/routes\/events\/index\.tsx\?/u,
  own: /\/src\/routes\/(?:index|tickets\/index)\.tsx\?/u,
};

export default defineConfig({
  publicDir: fileURLToPath(new URL("../../packages/ui/assets", import.meta.url)),
  plugins: [
    tanstackRouter({
      target: "react",
      autoCodeSplitting: true,
      codeSplittingOptions: {
        // What few people open brings its own loader; all others ask for their data while their chunk is on its way.
        splitBehavior: ({ routeId }) =>
          /^\/(?:admin|manage|account|api-keys|login|signup)/u.test(routeId)
            ? [["loader", "component"]]
            : undefined,
      },
      generatedRouteTree: "./src/route-tree.gen.ts",
      quoteStyle: "double",
      semicolons: true,
      addExtensions: true,
    }),
    // The component library speaks some thirty languages; the apps speak these.
    optimizeLocales.vite({ locales: ["en", "de", "zh-TW"] }),
    react(),
    tailwindcss(),
    VitePWA({
      // A new version waits until the person says so: a page that reloads by itself loses a half-written form.
      registerType: "prompt",
      injectRegister: false,
      includeManifestIcons: false,
      manifest: {
        id: "/",
        name: "EventMaster",
        short_name: "EventMaster",
        description: "Find events, register in one tap, and get in with a ticket on your phone.",
        start_url: "/",
        scope: "/",
        display: "standalone",
        lang: "en",
        background_color: "#fbfbf8",
        theme_color: "#fbfbf8",
        icons: [
          { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
      workbox: {
        globPatterns: ["**/*.{js,css,html,woff2}", "icon.svg"],
        // Scripts that few people here read are fetched when a page needs them.
        globIgnores: ["**/inter-{cyrillic,greek,vietnamese}*.woff2"],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: [
          /^\/api(?:\/|$)/u,
          /^\/scanner(?:\/|$)/u,
          /^\/(?:health|unsubscribe)(?:\/|$)/u,
        ],
        cleanupOutdatedCaches: true,
      },
    }),
    importIconsSingly(),
    inlineEntryStyle(),
    compressFiles(),
  ],
  server: { proxy: { "/api": "http://localhost:3000" } },
  build: {
    target: "es2022",
    sourcemap: false,
    manifest: true,
    rolldownOptions: {
      output: {
        // The entry lists every chunk: names that say nothing keep it small, and the manifest knows which is which.
        chunkFileNames: "assets/[hash].js",
        codeSplitting: { groups: chunkGroups(pages) },
      },
    },
  },
});
