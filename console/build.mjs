/*
 * build - bundles console/desk into build/console/desk: files with a hash in
 * their names, a gzipped copy beside each, and index.html, which names them.
 *
 *   node build.mjs OUT_DIR
 */

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];

if (out === undefined) {
    console.error("usage: node build.mjs OUT_DIR");
    process.exit(2);
}

const common = {
    absWorkingDir: here,
    bundle: true,
    minify: true,
    target: ["es2022"],
    legalComments: "none",
    logLevel: "warning",
};


/* The SharedWorker is a file of its own: its name is needed by the others. */
async function worker() {
    const { outputFiles } = await build({ ...common, entryPoints: ["desk/sharedworker.ts"],
        format: "iife", write: false, outdir: out });
    const text = outputFiles[0].contents;
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
    const name = `sharedworker-${hash}.js`;

    await writeFile(join(out, name), text);
    return name;
}


async function main() {
    await rm(out, { recursive: true, force: true });
    await mkdir(out, { recursive: true });

    const { metafile } = await build({ ...common, entryPoints: ["desk/main.tsx"], outdir: out,
        format: "esm", splitting: true, metafile: true, entryNames: "[name]-[hash]",
        chunkNames: "[name]-[hash]", jsx: "automatic", jsxImportSource: "preact",
        define: { LIVE_WORKER: JSON.stringify(await worker()) } });

    const entry = Object.entries(metafile.outputs)
        .find(([, o]) => o.entryPoint === "desk/main.tsx");
    const html = (await readFile(join(here, "desk/index.html"), "utf8"))
        .replace("@JS@", basename(entry[0])).replace("@CSS@", basename(entry[1].cssBundle));

    await writeFile(join(out, "index.html"), html);

    for (const name of await readdir(out)) {
        await writeFile(join(out, `${name}.gz`),
            gzipSync(await readFile(join(out, name)), { level: 9 }));
    }
}

await main();
