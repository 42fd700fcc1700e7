// Writes src/api/generated.ts: the types of the answers to the operations in src/api/*.graphql, and the operations as strings. An operation
// that does not fit the SDL of the server stops the build.
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import * as documents from '@graphql-codegen/typed-document-node';
import { buildSchema, parse, validate, printSchema, Source } from 'graphql';
import { readFileSync, writeFileSync, readdirSync, existsSync } from 'node:fs';

const folder = new URL('../src/api/', import.meta.url);
const target = new URL('generated.ts', folder);
const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

const files = readdirSync(folder).filter((name) => name.endsWith('.graphql')).sort();
const sources = files.map((name) => ({ location: name, document: parse(new Source(readFileSync(new URL(name, folder), 'utf8'), name)) }));
const all = { kind: 'Document', definitions: sources.flatMap((source) => source.document.definitions) };
const faults = validate(schema, all);
if (faults.length > 0) {
  for (const fault of faults) console.error(`${fault.source?.name ?? ''}${fault.locations ? ':' + fault.locations[0].line : ''}: ${fault.message}`);
  process.exit(1);
}

const scalars = { input: 'string', output: 'string' };
const config = {
  enumType: 'string-literal', useTypeImports: true, skipTypename: true, documentMode: 'string', inlineFragmentTypes: 'combine',
  scalars: Object.fromEntries(Object.values(schema.getTypeMap()).filter((t) => t.constructor.name === 'GraphQLScalarType' && !/^(ID|Int|Float|String|Boolean)$/.test(t.name)).map((t) => [t.name, scalars])),
};
const text = await codegen({
  filename: 'generated.ts', schema: parse(printSchema(schema)), documents: sources, config,
  plugins: [{ operations: {} }, { documents: {} }],
  pluginMap: { operations, documents },
});
if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
