import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ApiError} from '../../src/client/http/errors.js';
import {TransportFailure, type WireAnswer, type WireRequest} from '../../src/client/http/wire.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import {answer, virtualEdge} from '../support/edge.js';

const grant = {machineId: 'ps1', userId: 'u1'};
const page = '<!doctype html><title>Not here</title>';

function server(reply: (request: WireRequest) => WireAnswer | TransportFailure) {
  const sent: string[] = [];
  const edge = virtualEdge(async request => {
    const {pathname, search} = new URL(request.url);
    sent.push(`${request.verb} ${pathname}${search}${request.body ? ` ${request.body}` : ''}`);
    const step = reply(request);
    if (step instanceof TransportFailure) throw step;
    return step;
  });
  const client = createLegacyClient({
    endpoint: 'http://localhost:1',
    apiKey: 'canary-key',
    userAgentVersion: '1',
    edge,
  });
  return {client, sent};
}

/** Before a request is repeated. */
const look = 'GET /machines/getMachinePublic?machineId=ps1';
const asSpecified = 'GET /machines/ps1/setMachineAccessPublic?userId=u1';
const asServersDo = 'POST /machines/ps1/setMachineAccess {"userId":"u1","enableAccess":true}';

const unknownRoutes: readonly WireAnswer[] = [
  answer(404),
  answer(404, page),
  answer(404, {error: {status: 404, name: 'Error', message: 'Not found'}}),
  answer(404, {error: {status: 404, message: 'There is no method to handle GET /machines/ps1/setMachineAccessPublic'}}),
  answer(404, {status: 404, message: 'Cannot GET /machines/ps1/setMachineAccessPublic?userId=u1'}),
  answer(405),
  answer(405, {message: 'Method Not Allowed'}),
  answer(200, page),
  answer(200, {error: {status: 404, message: 'no such route'}}),
];

test('a grant falls back to the other form where the route is unknown, and remembers it', async () => {
  for (const unknown of unknownRoutes) {
    const {client, sent} = server(({verb}) => (verb === 'GET' ? unknown : answer(200, {id: 'ps1', name: 'web-01'})));
    assert.equal((await client.setAccessForUser({...grant, enableAccess: true}))?.name, 'web-01');
    assert.deepEqual(sent, [asSpecified, asServersDo]);
    await client.setAccessForUser(grant);
    assert.deepEqual(sent.slice(2), [asServersDo]);
  }
});

const definite: readonly (WireAnswer | TransportFailure)[] = [
  answer(404, {error: {status: 404, message: 'Machine not found'}}),
  answer(404, {status: 404, message: 'ps1 does not exist'}),
  answer(400, {status: 400, message: 'Invalid API token'}),
  answer(401),
  answer(403, {error: {message: 'not yours'}}),
  answer(403, page),
  answer(422, {error: {message: 'no'}}),
  answer(302, '', {location: '/login'}),
  answer(500),
  answer(502, page),
  new TransportFailure({kind: 'timeout', message: 'late'}),
  new TransportFailure({kind: 'unreachable', message: 'broke'}),
  new TransportFailure({kind: 'unexpected-answer', message: 'too large', isLasting: true}),
];

test('79 no other failure makes a grant try the other form', async () => {
  for (const failure of definite) {
    const {client, sent} = server(() => failure);
    await assert.rejects(client.setAccessForUser(grant), ApiError);
    assert.ok(sent.length >= 1 && sent.every(line => line === asSpecified || line === look), sent.join('\n'));
  }
});

test('the specified form serves where it is known, with or without a machine in the answer', async () => {
  for (const body of [undefined, {}, {id: 'ps1'}]) {
    const {client, sent} = server(() => answer(200, body));
    assert.equal(
      (await client.setAccessForUser({...grant, enableAccess: true}))?.id,
      body && 'id' in body ? 'ps1' : undefined,
    );
    assert.deepEqual(sent, [asSpecified]);
  }
});

test('79 a revocation is only ever sent in the form that can say it', async () => {
  for (const failure of [...unknownRoutes, ...definite]) {
    const {client, sent} = server(() => failure);
    await assert.rejects(client.setAccessForUser({...grant, enableAccess: false}), ApiError);
    const expected = 'POST /machines/ps1/setMachineAccess {"userId":"u1","enableAccess":false}';
    assert.ok(sent.length >= 1 && sent.every(line => line === expected || line === look), sent.join('\n'));
  }
});

test('a server that knows neither form is asked both ways each time', async () => {
  const {client, sent} = server(() => answer(404));
  for (let index = 0; index < 2; index += 1) await assert.rejects(client.setAccessForUser(grant), {kind: 'not-found'});
  assert.deepEqual(sent, [asSpecified, asServersDo, asSpecified, asServersDo]);
});
