// One script, two targets: the emulator in memory and on a port, asked by hand-made requests. What the specification prints
// is compared with what comes: statuses, members, and for the machine it prints the values too.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {Agent, request} from 'node:http';
import {type TestContext, test} from 'node:test';
import {startEmulator} from '../../src/emulator/server.js';
import {type Ask, bodyText, emulated, type Json, KEY, parsed, rows, START} from '../support/emulated.js';

interface Pair {
  readonly method: string;
  readonly request: {readonly verb: string; readonly target: string; readonly body: string | null};
  readonly answer: {readonly status: number; readonly body: string | null};
}

const pairs = readdirSync('test/wire').map(name => JSON.parse(readFileSync(`test/wire/${name}`, 'utf8')) as Pair);

interface Target {
  readonly ask: Ask;
  pass(ms: number): void;
  close(): Promise<void>;
}

async function onPort(): Promise<Target> {
  let now = START;
  const emulator = await startEmulator({key: KEY, now: () => now});
  const agent = new Agent({keepAlive: true});
  const ask: Ask = (line, {body, headers = {'x-api-key': KEY}} = {}) =>
    new Promise((resolve, reject) => {
      const at = line.indexOf(' ');
      const text = bodyText(body);
      const options = {
        agent,
        port: emulator.port,
        host: '127.0.0.1',
        method: line.slice(0, at),
        path: line.slice(at + 1),
        headers: {
          ...headers,
          ...(text !== '' && {'content-type': 'application/json', 'content-length': Buffer.byteLength(text)}),
        },
      };
      const sent = request(options, async response => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(Buffer.from(chunk));
        const answer = Buffer.concat(chunks).toString();
        const type = response.headers['content-type'];
        resolve({status: response.statusCode ?? 0, type, text: answer, headers: {}, json: parsed(answer)});
      });
      sent.on('error', reject);
      sent.end(text);
    });
  return {
    ask,
    pass: ms => {
      now += ms;
    },
    close: async () => {
      agent.destroy();
      await emulator.close();
    },
  };
}

const targets: Readonly<Record<string, () => Promise<Target>>> = {
  'in memory': async () => ({...emulated(), close: async () => undefined}),
  'on a port': onPort,
};

/** The names of all members, of inner objects and list items too, sorted. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shape(value[0])];
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, isLeaf(name) ? null : shape(member)]));
}

/** Dates and addresses come and go; that the member is there is what counts. */
function isLeaf(name: string): boolean {
  return !['events', 'utilization', 'storageUtilization'].includes(name);
}

for (const [where, open] of Object.entries(targets)) {
  const opened = async (t: TestContext): Promise<Target> => {
    const target = await open();
    t.after(() => target.close());
    return target;
  };

  for (const pair of pairs) {
    test(`${pair.method}, ${where}: the status and the members that the specification prints`, async t => {
      const target = await opened(t);
      const {verb, target: path, body} = pair.request;
      const reply = await target.ask(`${verb} ${path}`, body === null ? {} : {body});
      assert.equal(reply.status, pair.answer.status, reply.text);
      if (pair.answer.status === 204) {
        assert.deepEqual([reply.text, reply.type], ['', undefined]);
      } else if (pair.answer.body !== null) {
        assert.match(String(reply.type), /^application\/json/);
        // waitfor is made of show, whose events its example leaves out.
        const {events, ...rest} = reply.json;
        const answered = pair.method === 'waitfor' ? rest : reply.json;
        assert.deepEqual(shape(answered), shape(JSON.parse(pair.answer.body)), String(events));
      }
    });
  }

  test(`the specification's machine, ${where}: list, show and utilization word for word`, async t => {
    const target = await opened(t);
    const printed = (method: string): unknown =>
      JSON.parse(pairs.find(pair => pair.method === method)?.answer.body ?? 'null');
    const {json} = await target.ask('GET /machines/getMachines?machineId=ps123abc');
    assert.deepEqual(json, printed('list'));
    assert.deepEqual((await target.ask('GET /machines/getMachinePublic?machineId=ps123abc')).json, printed('show'));
    const month = 'GET /machines/getUtilization?machineId=ps123abc&billingMonth=2017-08';
    assert.deepEqual((await target.ask(month)).json, printed('utilization'));
  });

  test(`the specification's example of create, ${where}: nulls first, then filled in, starting, ready`, async t => {
    const target = await opened(t);
    const {body} = pairs.find(pair => pair.method === 'create')?.request ?? {body: null};
    const created = await target.ask('POST /machines/createSingleMachinePublic', {body});
    assert.equal(created.status, 201);
    const {id, ...fields} = created.json;
    assert.match(String(id), /^ps[a-z0-9]{7}$/);
    const nulls = ['os', 'ram', 'gpu', 'storageTotal', 'storageUsed', 'networkId', 'privateIpAddress', 'region'];
    assert.deepEqual(
      nulls.map(name => fields[name]),
      nulls.map(() => null),
    );
    assert.deepEqual(
      [fields.cpus, fields.state, fields.name, fields.teamId],
      [1, 'provisioning', 'My Machine 1', 'te456def'],
    );
    assert.match(String(fields.publicIpAddress), /^\d+\.\d+\.\d+\.\d+$/);
    const seen = new Set<string>();
    let last: Json = {};
    for (let second = 0; second < 300; second += 1) {
      last = (await target.ask(`GET /machines/getMachinePublic?machineId=${String(id)}`)).json;
      seen.add(`${String(last.state)}${last.os === null ? '' : ' filled'}`);
      target.pass(1000);
    }
    assert.deepEqual(
      [...seen],
      ['provisioning', 'provisioning filled', 'starting filled', 'serviceready filled', 'ready filled'],
    );
    assert.deepEqual([last.networkId, last.region, last.storageTotal], ['n123abc', 'East Coast (NY2)', '53687091200']);
    const [user] = rows(await target.ask('GET /users/getUsers?email=example@example.com'));
    assert.deepEqual([user?.id, user?.firstname, user?.lastname], [last.userId, 'Jon', 'Snow']);
  });

  test(`waitfor, ${where}: asking show again and again comes to an end`, async t => {
    const target = await opened(t);
    await target.ask('POST /machines/ps123abc/stop');
    let state = '';
    for (let asked = 0; asked < 30 && state !== 'off'; asked += 1) {
      state = String((await target.ask('GET /machines/getMachinePublic?machineId=ps123abc&state=off')).json.state);
      target.pass(5000);
    }
    assert.equal(state, 'off');
  });

  test(`the sibling lists, ${where}: the fields that clients know and the specification's ids`, async t => {
    const target = await opened(t);
    const listed = async (path: string) => rows(await target.ask(`GET ${path}`));
    const has = (items: readonly Json[], id: string, ...names: readonly string[]) => {
      const item = items.find(each => each.id === id) ?? {};
      assert.deepEqual(Object.keys(item).sort(), ['id', ...names].sort());
    };
    has(await listed('/templates/getTemplates'), 't123abc', 'name', 'label', 'os', 'dtCreated');
    has(
      await listed('/networks/getNetworks/'),
      'n123abc',
      'name',
      'region',
      'dtCreated',
      'network',
      'netmask',
      'teamId',
    );
    const users = await listed('/users/getUsers');
    for (const id of ['u123abc', 'u12abc']) has(users, id, 'email', 'firstname', 'lastname', 'dtCreated', 'teamId');
    const script = ['ownerType', 'ownerId', 'name', 'description', 'dtCreated', 'isEnabled', 'runOnce'];
    has(await listed('/scripts/getScripts'), 'sc123abc', ...script);
  });

  test(`keys, ${where}: missing 401 nested, wrong 400 flat, the header in any letter case`, async t => {
    const target = await opened(t);
    const missing = await target.ask('GET /machines/getMachines', {headers: {}});
    assert.equal(missing.status, 401);
    assert.deepEqual(missing.json, {error: {name: 'Error', status: 401, message: 'Authorization Required'}});
    for (const line of ['GET /machines/getMachines', 'POST /machines/ps123abc/start', 'GET /_emulator/requests']) {
      const wrong = await target.ask(line, {headers: {'x-api-key': `${KEY}x`}});
      assert.equal(wrong.status, 400);
      assert.deepEqual(wrong.json, {status: 400, message: 'Invalid API token'});
    }
    const headers: Record<string, string> = where === 'on a port' ? {'X-Api-Key': KEY} : {'x-api-key': KEY};
    assert.equal((await target.ask('GET /machines/getMachines', {headers})).status, 200);
  });
}
