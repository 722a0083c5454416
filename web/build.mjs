// Builds the script and the style sheet of the pages into dist/, under names that carry a hash of their content,
// compressed once here instead of on each request, and lists them in dist/manifest.json.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "dist");

const types = spawnSync(process.execPath, [path.join(here, "node_modules/typescript/bin/tsc"), "--noEmit"], { cwd: here, stdio: "inherit" });
if (types.status !== 0) {
  process.exit(1);
}

await rm(dist, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.ts", site: "styles/site.css" },
  outdir: "dist",
  entryNames: "[name].[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome109", "firefox115", "safari16"],
  legalComments: "none",
  logLevel: "warning",
});

for (const name of await readdir(path.join(here, "static"))) {
  const bytes = await readFile(path.join(here, "static", name));
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
  const { name: stem, ext } = path.parse(name);
  await writeFile(path.join(dist, `${stem}.${hash}${ext}`), bytes);
}

const files = {};
for (const name of (await readdir(dist)).sort()) {
  const bytes = await readFile(path.join(dist, name));
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  await writeFile(path.join(dist, `${name}.gz`), gzip);
  await writeFile(path.join(dist, `${name}.br`), brotli);
  files[name.replace(/\.[A-Z0-9]{8}\./, ".")] = { file: name, bytes: bytes.length, gzip: gzip.length, brotli: brotli.length };
}

// What a page loads to be live, with every element and the JSON protocol. Publishers put it into pages of their own.
const scriptBytesMax = 25_000;
if (files["app.js"].gzip > scriptBytesMax) {
  console.error(`web/build.mjs: app.js has ${files["app.js"].gzip} bytes compressed, more than ${scriptBytesMax}. Load what is not always needed on demand.`);
  process.exit(1);
}

// Last: its presence says that everything before it is complete.
await writeFile(path.join(dist, "manifest.json"), `${JSON.stringify(files, null, 1)}\n`);
