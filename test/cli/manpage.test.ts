// papertop.1: the source is clean roff, and the page shows every command, flag, key and status.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {generatedText, papertopTree} from '../../src/cli/completion/texts.js';
import {allNodes} from '../../src/cli/completion/tree.js';
import {EXIT_STATUS, VARIABLES} from '../../src/cli/options/facts.js';
import {keyFacts} from '../../src/keys/facts.js';

const rules = {version: '1.2.3', columns: ['NAME', 'STATE'], keys: keyFacts()};
const source = generatedText({command: 'manual'}, rules);
const folder = mkdtempSync(join(tmpdir(), 'papertop-manual-'));
after(() => rmSync(folder, {recursive: true, force: true}));

function absent(program: string): string | false {
  return spawnSync(program, ['--version']).error ? `${program} is not installed` : false;
}

/** The page as plain text, each run of spaces as one. */
function rendered(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const file = join(folder, 'papertop.1');
  writeFileSync(file, source);
  const run = spawnSync(command, [...args, file], {
    encoding: 'utf8',
    env: {...process.env, LC_ALL: 'C.UTF-8', MANPAGER: 'cat', PAGER: 'cat', MAN_KEEP_FORMATTING: '', ...env},
  });
  assert.equal(run.status, 0, run.stderr);
  assert.equal(run.stderr, '');
  return run.stdout.replace(/.\x08|\x1b\[[\d;]*m/g, '').replace(/\s+/g, ' ');
}

function assertComplete(page: string): void {
  const tree = papertopTree(rules);
  for (const {path, options, commands, example} of allNodes(tree)) {
    if (path.includes('help')) continue;
    if (commands.length === 0) assert.ok(page.includes(['papertop', ...path].join(' ')), path.join(' '));
    if (commands.length === 0 && example !== null) assert.ok(page.includes(example.replace(/\s+/g, ' ')), example);
    for (const {long} of options) assert.ok(page.includes(long), long);
  }
  for (const {name} of [...EXIT_STATUS, ...VARIABLES]) assert.ok(page.includes(name), name);
  for (const {name, description} of rules.keys) assert.ok(page.includes(`${name} ${description}`), name);
  for (const words of ['papertop 1.2.3', 'source <(papertop completion bash)', '~/.paperspace/config.json']) {
    assert.ok(page.includes(words), words);
  }
}

test('the source is ASCII, has no empty line and begins no text line like a request', () => {
  assert.match(source, /^[\n\x20-\x7e]+$/);
  assert.ok(!/\n\n/.test(source));
  const requests = new Set(source.split('\n').flatMap(line => /^([.'])(\w*)/.exec(line)?.[2] ?? []));
  assert.deepEqual([...requests].sort(), ['BR', 'PP', 'RE', 'RS', 'SH', 'SS', 'TH', 'TP', 'br', 'fi', 'nf']);
  assert.equal(generatedText({command: 'manual'}, rules), source);
});

test('groff renders it without a warning', {skip: absent('groff')}, () => {
  assertComplete(rendered('groff', ['-man', '-Tutf8', '-ww', '-k', '-rLL=200n']));
});

test('man shows it', {skip: absent('man')}, () => {
  assertComplete(rendered('man', ['--warnings', '-l'], {MANWIDTH: '200'}));
});
