// Writes dist/THIRD-PARTY-NOTICES.txt: the licences of the packages that the bundles contain.
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
const shipped = Object.entries(lock.packages).filter(([path, {dev, optional}]) => path !== '' && !dev && !optional);
const parts = [];
for (const [path, {version, license}] of shipped) {
  const files = (await readdir(join(root, path))).filter(name => /^(licen[cs]e|notice|copying)/i.test(name)).sort();
  const texts = await Promise.all(files.map(name => readFile(join(root, path, name), 'utf8')));
  const name = path.replace(/^.*node_modules\//, '');
  parts.push(`${name} ${version} (${license})\n\n${texts.join('\n').trim() || 'No licence text is shipped with it.'}`);
}
const rule = `\n\n${'-'.repeat(78)}\n\n`;
const head = 'papertop contains the following packages, each under its own licence.';
await writeFile(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), `${[head, ...parts].join(rule)}\n`);
console.log(`${parts.length} packages`);
