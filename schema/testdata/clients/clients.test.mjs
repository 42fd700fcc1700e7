// What clients of others make of the server at $ONYMOUS_URL, which holds the sample articles. Started by TestClients.
import test from 'node:test';
import assert from 'node:assert/strict';
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema, buildSchema, validateSchema, findBreakingChanges } from 'graphql';
import { serverAudits } from 'graphql-http';
import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { createClient as createSocketClient } from 'graphql-ws';
import { createClient as createEventClient } from 'graphql-sse';
import WebSocket from 'ws';

const url = process.env.ONYMOUS_URL;
const socketUrl = url.replace(/^http/, 'ws');

async function post(query, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

test('the audits of GraphQL over HTTP', async (t) => {
  const audits = serverAudits({ url });
  assert.equal(audits.length, 61);
  for (const audit of audits) {
    await t.test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      assert.equal(result.status, 'ok', result.reason);
    });
  }
});

// What breaks between two schemas; graphql-js adds directives of its own to one that is built from SDL.
const breaking = (from, to) => findBreakingChanges(from, to).filter((change) => !change.type.startsWith('DIRECTIVE'));

test('introspection in every form', async (t) => {
  const forms = {
    'June 2018': {},
    'October 2021': { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true },
    'deprecated inputs': { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true },
    'oneOf': { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true },
  };
  const sdl = await (await fetch(new URL('/schema.graphql', url))).text();
  const printed = buildSchema(sdl);
  for (const [name, options] of Object.entries(forms)) {
    await t.test(name, async () => {
      const answer = await post(getIntrospectionQuery(options));
      assert.equal(answer.errors, undefined);
      const schema = buildClientSchema(answer.data);
      assert.deepEqual(validateSchema(schema), []);
      assert.deepEqual(breaking(schema, printed), []);
      assert.deepEqual(breaking(printed, schema), []);
      if (options.oneOf) assert.equal(printSchema(lexicographicSortSchema(schema)), printSchema(lexicographicSortSchema(printed)));
    });
  }
});

const page = gql`
  query Page($first: Int!, $after: String) {
    people(first: $first, after: $after) {
      __typename
      edges { __typename cursor node { __typename id name } }
      pageInfo { __typename hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

test('a normalising cache pages by the rules of Relay', async () => {
  let requests = 0;
  const client = new Client({
    url, preferGetMethod: false,
    fetch: (...args) => { requests++; return fetch(...args); },
    exchanges: [cacheExchange({ resolvers: { Query: { people: relayPagination() } } }), fetchExchange],
  });
  const first = await client.query(page, { first: 3 }).toPromise();
  assert.equal(first.error, undefined);
  assert.equal(first.data.people.edges.length, 3);
  const after = first.data.people.pageInfo.endCursor;
  const both = await client.query(page, { first: 3, after }).toPromise();
  const names = both.data.people.edges.map((edge) => edge.node.name);
  assert.equal(names.length, 6);
  assert.equal(new Set(names).size, 6);
  assert.equal(requests, 2);

  // The cache knows a node from the page, by its type and id.
  const id = first.data.people.edges[0].node.id;
  const one = await client.query(gql`query One($id: ID!) { person(id: $id) { __typename id name } }`, { id }).toPromise();
  assert.equal(one.data.person.name, first.data.people.edges[0].node.name);

  const whole = await post('{ people(first: 6) { nodes { name } } }');
  assert.deepEqual(whole.data.people.nodes.map((node) => node.name), names);
});

test('a client is told what is wrong, and where', async () => {
  const client = new Client({ url, preferGetMethod: false, exchanges: [fetchExchange] });
  const { error } = await client.query('{ agencies { nope } }', {}).toPromise();
  assert.equal(error.graphQLErrors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  assert.equal(error.graphQLErrors[0].locations.length, 1);
});

const changes = 'subscription { changes { stats { articles } entityIds missed } }';

// The first event of a client's subscription.
async function firstOf(iterator) {
  for await (const value of iterator) return value;
  return undefined;
}

test('subscriptions over graphql-transport-ws', async () => {
  const client = createSocketClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0, lazy: true });
  try {
    const event = await firstOf(client.iterate({ query: changes }));
    assert.equal(event.errors, undefined);
    assert.ok(event.data.changes.stats.articles > 0);
    const query = await firstOf(client.iterate({ query: '{ __typename }' }));
    assert.equal(query.data.__typename, 'Query');
    await assert.rejects(firstOf(client.iterate({ query: 'subscription { nope }' })), (errors) => errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED');
  } finally {
    await client.dispose();
  }
});

// Talks the protocol by hand and returns the code that the server closes with.
function closeCode(protocol, messages) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketUrl, protocol);
    const late = setTimeout(() => reject(new Error('the server does not close')), 5000);
    socket.on('open', () => messages.forEach((message) => socket.send(message)));
    socket.on('error', reject);
    socket.on('close', (code) => { clearTimeout(late); resolve(code); });
  });
}

test('the socket is closed with the codes of the protocol', async () => {
  const init = '{"type":"connection_init"}';
  const subscribe = JSON.stringify({ id: '1', type: 'subscribe', payload: { query: changes } });
  assert.equal(await closeCode('graphql-transport-ws', ['no json']), 4400);
  assert.equal(await closeCode('graphql-transport-ws', ['{"type":"nonsense"}']), 4400);
  assert.equal(await closeCode('graphql-transport-ws', [subscribe]), 4401);
  assert.equal(await closeCode('graphql-transport-ws', ['{"type":"connection_init","payload":{"Authorization":"Bearer nobody"}}']), 4403);
  assert.equal(await closeCode([], [init]), 4406);
  assert.equal(await closeCode('graphql-transport-ws', [init, subscribe, subscribe]), 4409);
  assert.equal(await closeCode('graphql-transport-ws', [init, init]), 4429);
});

test('subscriptions over server-sent events', async () => {
  const client = createEventClient({ url, retryAttempts: 0 });
  try {
    const event = await firstOf(client.iterate({ query: changes }));
    assert.ok(event.data.changes.stats.articles > 0);
  } finally {
    client.dispose();
  }
});
