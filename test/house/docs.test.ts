// The README's tables are made from the catalogue and the keymap; UPDATE_DOCS=1 writes them anew.
import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {METHODS} from '../../src/catalogue/methods.js';
import type {MethodSpec} from '../../src/catalogue/spec.js';
import {bindings} from '../../src/keys/bindings.js';
import {KEYMAP} from '../../src/keys/keymap.js';
import {keyName} from '../../src/keys/names.js';

const groups = {move: 'Move', look: 'Look', act: 'Act', machine: 'Machine', app: 'App'} as const;

function keysTable(): string {
  const rows = Object.entries(groups).flatMap(([group, title]) =>
    KEYMAP.filter(row => row.group === group && row.where.some(where => where === 'table' || where === 'details')).map(
      ({keys, description}, index) =>
        `| ${index === 0 ? `**${title}**` : ''} | ${keys.map(code).join(' ')} | ${description} |`,
    ),
  );
  return ['| | key | does |', '|---|---|---|', ...rows].join('\n');
}

function code(key: string): string {
  return `\`${keyName(key)}\``;
}

/** The first key of an action. */
const key = (action: string) => `\`${bindings[action] ?? assert.fail(`no action ${action}`)}\``;

const where: Readonly<Record<string, string>> = {
  availability: `${key('availability')}, and beside the types in ${key('create')}`,
  create: key('create'),
  destroy: key('destroy'),
  list: 'the table',
  restart: key('restart'),
  setAccessForUser: key('access'),
  show: `${key('details')}, preview`,
  start: `${key('start')} ${key('power')}`,
  stop: `${key('stop')} ${key('power')}`,
  update: key('update'),
  utilization: key('utilization'),
  waitfor: key('watch'),
};

function methodsTable(): string {
  const rows = (METHODS as readonly MethodSpec[])
    .filter(({group}) => group === 'machines')
    .map(({name, http, description}) => {
      const request = http ? `\`${http.verb} ${http.path}\`` : 'asks `show`';
      return `| \`${name}\` | ${where[name]} | ${request} | ${description} |`;
    });
  return ['| method | in papertop | request | what it does |', '|---|---|---|---|', ...rows].join('\n');
}

const blocks = {keys: keysTable(), methods: methodsTable()};

function filled(text: string): string {
  return Object.entries(blocks).reduce(
    (all, [name, block]) =>
      all.replace(
        new RegExp(`(<!-- ${name}: made by npm run docs -->\\n)[\\s\\S]*?(<!-- /${name} -->)`),
        (_, open: string, close: string) => `${open}${block}\n${close}`,
      ),
    text,
  );
}

test('every method has its place in the README', () => {
  for (const row of METHODS) if (row.group === 'machines') assert.ok(where[row.name], row.name);
});

test('the README’s tables are fresh: npm run docs', () => {
  const text = readFileSync('README.md', 'utf8');
  const fresh = filled(text);
  for (const name of Object.keys(blocks)) assert.match(text, new RegExp(`<!-- /${name} -->`));
  if (process.env.UPDATE_DOCS) writeFileSync('README.md', fresh);
  else assert.equal(text, fresh);
});

/** Folders that hold source files. */
const rooms = ['src', 'components'].flatMap(top =>
  readdirSync(top, {recursive: true, encoding: 'utf8'})
    .map(name => join(top, name))
    .filter(name => statSync(name).isDirectory() && readdirSync(name).some(file => /\.tsx?$/.test(file))),
);

test('ARCHITECTURE.md maps every room and names no file that does not exist', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const map = text.slice(text.indexOf('## Map'), text.indexOf('## Laws'));
  assert.deepEqual(
    rooms.filter(room => !map.includes(`\`${room}\``)),
    [],
    'rooms that the map lacks',
  );
  const files = [...text.matchAll(/`([a-z]+\/[\w/-]+\.(?:tsx?|mjs))`/g)].map(([, name = '']) => name);
  assert.deepEqual(
    [...new Set(files)].filter(name => ![name, `src/${name}`].some(path => existsSync(path))),
    [],
    'files that do not exist',
  );
});
