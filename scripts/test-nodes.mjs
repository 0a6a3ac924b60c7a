// Runs the quick tests on newer versions of Node, which it downloads from npm. Versions and integrity are pinned.
//   npm run test:nodes [-- WORD …]   WORD: as in scripts/test.mjs
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const platform = `${process.platform}-${process.arch}`;

/** Releases to test on, with the integrity of their packages on npm. */
const nodes = [
  {
    version: '22.23.3',
    integrity: {
      'linux-x64': 'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
      'linux-arm64': 'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
    },
  },
  {
    version: '24.21.0',
    integrity: {
      'linux-x64': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
      'linux-arm64': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    },
  },
];

/** Returns the path of the Node executable, downloading it if needed. */
function nodeOf({version, integrity}) {
  const expected = integrity[platform];
  if (!expected)
    throw new Error(`no Node ${version} is known for ${platform}: add its package to scripts/test-nodes.mjs`);
  const folder = join(root, '.build', 'nodes', `${version}-${platform}`);
  const node = join(folder, 'bin', 'node');
  if (existsSync(node)) return node;
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, {recursive: true});
  try {
    const archive = fetchPackage(`node-${platform}@${version}`, aside);
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (found !== expected) throw new Error(`the package of Node ${version} has an unexpected integrity: ${found}`);
    execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', aside]);
    rmSync(archive);
    renameSync(aside, folder);
  } finally {
    rmSync(aside, {recursive: true, force: true});
  }
  return node;
}

function fetchPackage(name, folder) {
  const args = ['pack', name, '--json', '--ignore-scripts', '--pack-destination', folder];
  const {status, stdout, stderr} = spawnSync('npm', args, {cwd: root, encoding: 'utf8', timeout: 300_000});
  if (status !== 0) {
    const reason = (stderr ?? '').split('\n').find(line => /error/i.test(line)) ?? 'npm did not end';
    throw new Error(`${name} cannot be fetched from the npm registry: ${reason}`);
  }
  return join(folder, JSON.parse(stdout)[0].filename);
}

for (const pinned of nodes) {
  try {
    const node = nodeOf(pinned);
    console.log(`Node ${pinned.version}`);
    const args = [join('scripts', 'test.mjs'), '--quick', ...process.argv.slice(2)];
    const {status} = spawnSync(node, args, {cwd: root, stdio: 'inherit'});
    if (status !== 0) process.exitCode = 1;
  } catch (error) {
    console.error(`test:nodes: ${error.message}`);
    process.exit(1);
  }
}
