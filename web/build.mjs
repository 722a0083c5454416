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

/** Scripts are pure ASCII, whatever the encoding of the page that loads them. */
const common = {
  absWorkingDir: here,
  outdir: "dist",
  bundle: true,
  minify: true,
  charset: "ascii",
  format: "esm",
  target: ["es2022", "chrome109", "firefox115", "safari16"],
  legalComments: "none",
  logLevel: "warning",
};

/** Style of the embedded elements, with what it imports, is a text in their script: it becomes a sheet of each shadow tree. */
const styleAsText = {
  name: "style as text",
  setup(plugins) {
    plugins.onLoad({ filter: /src.embed.[a-z]+\.css$/ }, async ({ path: file }) => {
      const { outputFiles: [sheet] } = await build({ ...common, entryPoints: [file], write: false });
      return { contents: sheet.text, loader: "text" };
    });
  },
};

await rm(dist, { recursive: true, force: true });

// What only some pages need, each whole in itself: shared pieces would be one more file that every page waits for.
const some = await build({ ...common, entryPoints: { live: "src/view/live.ts", related: "src/view/related.ts" }, entryNames: "[name].[hash]", metafile: true });
const addressOf = (source) => JSON.stringify(`./${path.basename(Object.entries(some.metafile.outputs).find(([, output]) => output.entryPoint === source)[0])}`);
await build({
  ...common,
  entryPoints: { app: "src/main.ts", site: "styles/site.css", frame: "styles/frame.css" },
  entryNames: "[name].[hash]",
  define: { LIVE_SCRIPT: addressOf("src/view/live.ts"), RELATED_SCRIPT: addressOf("src/view/related.ts") },
});
await build({ ...common, entryPoints: { report: "src/report/main.ts" }, entryNames: "[name].[hash]" });
await build({ ...common, entryPoints: { report: "styles/report.css" }, entryNames: "[name].[hash]" });
const embed = await build({
  ...common,
  entryPoints: { embed: "src/embed/main.ts" },
  entryNames: "[name].[hash]",
  chunkNames: "[name].[hash]",
  splitting: true,
  metafile: true,
  plugins: [styleAsText],
});

// The addresses that publishers write into their pages: small, and the same for ever. What they load has a hash in its name.
const elements = `../assets/${path.basename(Object.entries(embed.metafile.outputs).find(([, output]) => output.entryPoint === "src/embed/main.ts")[0])}`;
await build({ ...common, entryPoints: { v1: "src/embed/loader.ts" }, format: "iife", define: { ELEMENTS: JSON.stringify(elements) } });
await writeFile(path.join(dist, "v1.module.js"), `export{connect}from${JSON.stringify(elements)};\n`);
await writeFile(path.join(dist, "v1.module.d.ts"), await readFile(path.join(here, "src/embed/v1.module.d.ts")));
const stable = new Set(["v1.js", "v1.module.js", "v1.module.d.ts"]);

for (const name of await readdir(path.join(here, "static"))) {
  const bytes = await readFile(path.join(here, "static", name));
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
  const { name: stem, ext } = path.parse(name);
  await writeFile(path.join(dist, `${stem}.${hash}${ext}`), bytes);
}

const files = {};
for (const name of (await readdir(dist)).sort()) {
  const bytes = await readFile(path.join(dist, name));
  const gzip = gzipSync(bytes, { level: 9, memLevel: 9 });
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  await writeFile(path.join(dist, `${name}.gz`), gzip);
  await writeFile(path.join(dist, `${name}.br`), brotli);
  files[stable.has(name) ? `embed/${name}` : name.replace(/\.[A-Z0-9]{8}\./, ".")] = { file: name, bytes: bytes.length, gzip: gzip.length, brotli: brotli.length };
}

// What a page loads to be live, with every element and the JSON protocol: our own pages, and those of publishers.
const scriptBytesMax = 25_000;
for (const scripts of [["app.js"], ["embed/v1.js", "embed.js"]]) {
  const bytes = scripts.reduce((sum, script) => sum + files[script].gzip, 0);
  if (bytes > scriptBytesMax) {
    console.error(`web/build.mjs: ${scripts.join(" and ")} have ${bytes} bytes compressed, more than ${scriptBytesMax}. Load what is not always needed on demand.`);
    process.exit(1);
  }
}

// Last: its presence says that everything before it is complete.
await writeFile(path.join(dist, "manifest.json"), `${JSON.stringify(files, null, 1)}\n`);
