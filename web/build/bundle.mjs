// Writes dist/explorer and dist/graphiql: what the binary carries. Names below assets/ have a hash of the content in them, so that a browser
// may keep them for ever.
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const explorer = join(root, 'dist/explorer'), assets = join(explorer, 'assets'), graphiql = join(root, 'dist/graphiql');
const common = { absWorkingDir: root, bundle: true, minify: true, format: 'esm', target: ['es2022'], outdir: assets, entryNames: '[name]-[hash]', metafile: true, logLevel: 'warning', legalComments: 'none' };

rmSync(join(root, 'dist'), { recursive: true, force: true });
mkdirSync(assets, { recursive: true });

const written = (result) => Object.keys(result.metafile.outputs).map((name) => basename(name));
const [worker] = written(await build({ ...common, entryPoints: ['src/layout/worker.ts'] }));
const files = written(await build({
  ...common, entryPoints: ['src/main.tsx', 'src/style/main.css'], jsx: 'automatic', jsxImportSource: 'preact',
  define: { LAYOUT_WORKER: JSON.stringify(`assets/${worker}`) },
}));
const script = files.find((name) => name.endsWith('.js')), style = files.find((name) => name.endsWith('.css'));
const page = readFileSync(join(root, 'src/index.html'), 'utf8').replace('main.js', script).replace('main.css', style);
writeFileSync(join(explorer, 'index.html'), page);
cpSync(join(root, 'src/favicon.svg'), join(explorer, 'favicon.svg'));

mkdirSync(graphiql, { recursive: true });
for (const [from, to] of [
  ['node_modules/react/umd/react.production.min.js', 'react.js'],
  ['node_modules/react-dom/umd/react-dom.production.min.js', 'react-dom.js'],
  ['node_modules/graphiql/graphiql.min.js', 'graphiql.js'],
  ['node_modules/graphiql/graphiql.min.css', 'graphiql.css'],
  ['src/graphiql/index.html', 'index.html'],
  ['src/graphiql/start.js', 'start.js'],
  ['src/graphiql/start.css', 'start.css'],
]) cpSync(join(root, from), join(graphiql, to));

const kilobytes = (name) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length / 1024;
const sizes = [script, style, worker].map(kilobytes);
console.log(`explorer: script ${sizes[0].toFixed(1)}, style ${sizes[1].toFixed(1)}, layout ${sizes[2].toFixed(1)} KB gzipped`);
if (sizes[0] + sizes[2] > 120) {
  console.error('the scripts are over their budget of 120 KB');
  process.exit(1);
}
