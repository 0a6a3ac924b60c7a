// s hands the terminal to ssh and takes it back; a hostile address starts nothing.
import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {openPapertop, press, until} from '../support/papertop.js';

const rounds = 20;
const hostile = [
  '-oProxyCommand=touch pwned',
  '$(touch pwned)',
  '1.2.3.4\n-oProxyCommand=x',
  '1.2.3.4;id',
  'fe80::1%eth0',
];

let api: FakeApi;
let folder: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'papertop-ssh-'));
  const script = `#!/bin/sh
printf '%s\\n' "$@" | tr '\\n' ' ' >> "${folder}/args"; echo >> "${folder}/args"
env | grep -c PAPERSPACE >> "${folder}/leaks"
IFS= read -r line; printf '%s\\n' "$line" >> "${folder}/typed"
exit 7
`;
  writeFileSync(join(folder, 'ssh'), script);
  chmodSync(join(folder, 'ssh'), 0o755);
  const machines = [
    rowOf('psgood', {name: 'a-good', publicIpAddress: '184.105.3.17'}),
    ...hostile.map((address, index) => rowOf(`psbad${index}`, {name: `b-bad-${index}`, publicIpAddress: address})),
    rowOf('pswin', {name: 'c-windows', agentType: 'WindowsDesktop', publicIpAddress: '184.105.3.18'}),
  ];
  api = await openFakeApi((request, response) => {
    const isList = request.url?.startsWith('/machines/getMachines') ?? false;
    response.writeHead(isList ? 200 : 404, {'content-type': 'application/json'});
    response.end(JSON.stringify(isList ? machines : {error: {status: 404, message: 'Machine not found'}}));
  });
});

after(async () => {
  await api?.close();
  rmSync(folder, {recursive: true, force: true});
});

const linesOf = (name: string) =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trimEnd().split('\n') : [];

test(`95 99 102 ${rounds} rounds: ssh gets its arguments and every key, papertop gets its terminal back`, async () => {
  const app = openPapertop(['--endpoint', api.url], {env: {PATH: `${folder}:${process.env.PATH ?? ''}`}});
  const {pty} = app;
  try {
    await pty.waitFor('a-good', {timeoutMs: 15_000});
    for (let round = 1; round <= rounds; round += 1) {
      await press(pty, 's');
      await until('ssh runs', () => linesOf('args').length === round);
      await pty.waitFor('papertop: ssh paperspace@184.105.3.17 (a-good, psgood)');
      assert.equal(pty.modes().alternate, false, 'ssh has the normal screen');
      pty.write(`round ${round}: jk+-D y\r`);
      await until('ssh ends', () => linesOf('typed').length === round);
      await pty.waitFor(screen => screen.includes('NAME') && screen.includes('exit status 7'));
      assert.equal(pty.modes().alternate, true);
    }
    assert.deepEqual(
      [...new Set(linesOf('args').map(line => line.trimEnd()))],
      ['-l paperspace -p 22 -o StrictHostKeyChecking=ask -o HostKeyAlias=psgood -- 184.105.3.17'],
    );
    assert.deepEqual(
      linesOf('typed'),
      Array.from({length: rounds}, (_, index) => `round ${index + 1}: jk+-D y`),
    );
    assert.deepEqual([...new Set(linesOf('leaks'))], ['0'], 'no variable of ours reaches ssh');

    for (const [index] of hostile.entries()) {
      await press(pty, 'j', 's');
      await pty.waitFor(`b-bad-${index} has no usable address`);
    }
    await press(pty, 'j', 's');
    await pty.waitFor('RDP');
    assert.equal(linesOf('args').length, rounds, 'something was started');
    await press(pty, 'q');
    assert.equal((await pty.exit).code, 0);
  } finally {
    await app.close();
  }
});

test('102 after an ssh that ends at once, again and again, the next key is answered', async () => {
  const quick = join(folder, 'quick');
  mkdirSync(quick);
  writeFileSync(join(quick, 'ssh'), '#!/bin/sh\nexit 0\n');
  chmodSync(join(quick, 'ssh'), 0o755);
  const app = openPapertop(['--endpoint', api.url, '--interval', '600'], {
    env: {PATH: `${quick}:${process.env.PATH ?? ''}`},
  });
  const {pty} = app;
  const isHelp = (screen: string) => screen.includes('half a page down');
  try {
    await pty.waitFor('a-good', {timeoutMs: 15_000});
    for (let round = 1; round <= 8; round += 1) {
      const before = pty.output().length;
      await press(pty, 's');
      await until('ssh ended', () => pty.output().slice(before).includes('ssh to a-good ended'));
      await press(pty, '?');
      await pty.waitFor(isHelp, {timeoutMs: 2500});
      await press(pty, '\x1b');
      await pty.waitFor(screen => !isHelp(screen), {timeoutMs: 2500});
    }
  } finally {
    await app.close();
  }
});

/** What a remote program that was cut off leaves in the terminal. */
const foreign: Readonly<Record<string, string>> = {
  'line drawing': '\x1b(0',
  'line drawing, shifted': '\x1b)0\x0e',
  'insert mode': '\x1b[4h\x1b[20h',
  'mouse reports': '\x1b[?1000h\x1b[?1002h\x1b[?1003h\x1b[?1006h',
  'old mouse reports': '\x1b[?9h\x1b[?1015h\x1b[?1005h',
  'margins and origin': '\x1b[5;10r\x1b[?6h\x1b[8;8H',
  'application keys': '\x1b[?1h\x1b=',
  'kitty keys': '\x1b[>31u\x1b[=15u\x1b[>4;2m',
  'alternate screen': '\x1b[?1049h\x1b[?2004h\x1b[?1004h\x1b[?25l',
  'no autowrap, styles': '\x1b[?7l\x1b[1;7;31m\x1b[?5h\x1b[5 q',
  'an unfinished title': '\x1b]0;never ends',
  'an unfinished device string': '\x1bP+q',
};

for (const status of [3, 255]) {
  test(`104 #24 what ssh leaves in the terminal, status ${status}: the message is readable, the table as before`, async () => {
    const left = join(folder, `left-${status}`);
    mkdirSync(left);
    writeFileSync(join(left, 'ssh'), `#!/bin/sh\ncat '${left}/modes'\nexit ${status}\n`, {mode: 0o755});
    const app = openPapertop(['--endpoint', api.url, '--interval', '600'], {
      env: {PATH: `${left}:${process.env.PATH ?? ''}`},
    });
    const {pty} = app;
    const said = status === 255 ? 'could not connect, or the connection broke' : 'ended with exit status 3';
    const table = () => pty.screen().split('\n').slice(1, 12).join('\n');
    try {
      await pty.waitFor('a-good', {timeoutMs: 15_000});
      await pty.waitForIdle(100);
      const before = table();
      for (const [name, modes] of Object.entries(foreign)) {
        writeFileSync(join(left, 'modes'), modes);
        const start = pty.output().length;
        await press(pty, 's');
        await until('ssh ended', () => pty.output().slice(start).includes(said));
        if (status === 255) {
          await pty.waitFor(screen => screen.replace(/\n/g, '').includes(said));
          await press(pty, '\r');
        }
        await pty.waitFor(screen => screen.includes(said) && screen.includes('NAME') && table() === before);
        assert.deepEqual(
          pty.modes(),
          {
            alternate: true,
            cursorHidden: true,
            bracketedPaste: true,
            focusReports: true,
            mouse: false,
            wraparound: false,
          },
          name,
        );
        await press(pty, 'k');
      }
      await press(pty, 'q');
      assert.equal((await pty.exit).code, 0);
      assert.deepEqual(pty.modes(), {
        alternate: false,
        cursorHidden: false,
        bracketedPaste: false,
        focusReports: false,
        mouse: false,
        wraparound: true,
      });
    } finally {
      await app.close();
    }
  });
}
