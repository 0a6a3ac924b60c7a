// API server of a fleet, in a process of its own so that its cost is not counted as papertop's. A share of the machines changes
// from answer to answer, which may be 0.
//   fork('bench/support/fleet-server.mjs', ['1000', '1'])   machines, percent changed per answer
// Sends the messages {url}, then {answered} after each list. Receives {percent}.
import {createServer} from 'node:http';

const [machines = 1000, percentAtStart = 0] = process.argv.slice(2).map(Number);
const states = ['ready', 'stopping', 'off', 'starting'];
const types = [
  ['A100', 'Ampere A100', 12, 96],
  ['V100', 'Tesla V100', 8, 32],
  ['P4000', 'Quadro P4000', 8, 32],
  ['C5', 'None', 4, 8],
];
const regions = ['East Coast (NY2)', 'West Coast (CA1)', 'Europe (AMS1)'];
// Whole days and some hours ago, so that no displayed age changes during a measurement.
const createdAt = Date.now() - 6.5 * 3_600_000;
const day = 86_400_000;

let percent = percentAtStart;
let answered = 0;
let random = 1;
const stateOf = Array.from({length: machines}, (_, index) => (index % 5 === 0 ? 2 : 0));
const rows = stateOf.map((_, index) => Buffer.from(JSON.stringify(rowOf(index))));
const comma = Buffer.from(',');
let body = bodyOf();

const server = createServer((request, response) => {
  const {pathname, searchParams} = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/machines/getMachines') return list(response);
  const id = searchParams.get('machineId');
  if (pathname === '/machines/getMachinePublic' && id) {
    return send(response, Buffer.from(JSON.stringify({...rowOf(Number.parseInt(id.slice(2), 36)), events: []})));
  }
  send(response, Buffer.from('[]'));
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send?.({url: `http://127.0.0.1:${server.address().port}`}));
process.on('message', message => {
  if (typeof message?.percent === 'number') percent = message.percent;
});
process.on('disconnect', () => process.exit());

function list(response) {
  if (answered > 0 && percent > 0) {
    changeSome();
    body = bodyOf();
  }
  answered += 1;
  const count = answered;
  response.on('finish', () => process.send?.({answered: count}));
  send(response, body);
}

function send(response, data) {
  response.writeHead(200, {'content-type': 'application/json', 'content-length': data.length});
  response.end(data);
}

/** Changes the state of a share of the machines, the same ones in each run. */
function changeSome() {
  const count = Math.ceil((machines * percent) / 100);
  for (let changed = 0; changed < count; changed += 1) {
    random = (random * 48_271) % 0x7fffffff;
    const index = random % machines;
    stateOf[index] = (stateOf[index] + 1) % states.length;
    rows[index] = Buffer.from(JSON.stringify(rowOf(index)));
  }
}

function bodyOf() {
  const parts = [Buffer.from('[')];
  for (const [index, row] of rows.entries()) parts.push(...(index === 0 ? [row] : [comma, row]));
  return Buffer.concat([...parts, Buffer.from(']')]);
}

function rowOf(index) {
  const [type, gpu, cpus, ram] = types[index % types.length];
  const state = states[stateOf[index]];
  return {
    id: `ps${index.toString(36).padStart(7, '0')}`,
    name: `node-${String(index).padStart(6, '0')}`,
    os: 'Ubuntu 22.04.3 LTS; uname: Linux 5.15.0-87-generic; distro: ubuntu; major: 22; minor: 04',
    ram: String(ram * 2 ** 30),
    cpus,
    gpu,
    storageTotal: '53687091200',
    storageUsed: '110080',
    usageRate: `${type} hourly`,
    shutdownTimeoutInHours: 168,
    shutdownTimeoutForces: false,
    performAutoSnapshot: true,
    autoSnapshotFrequency: 'week',
    autoSnapshotSaveCount: 4,
    agentType: 'LinuxHeadless',
    dtCreated: new Date(createdAt - (index % 300) * day).toISOString(),
    state,
    updatesPending: false,
    networkId: 'n789ghi',
    privateIpAddress: `10.${64 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`,
    publicIpAddress: state === 'ready' ? `184.${100 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}` : null,
    region: regions[index % regions.length],
    userId: `u${index % 7}`,
    teamId: 'te456def',
    scriptId: null,
    dtLastRun: null,
    dynamicPublicIp: false,
  };
}
