// The running server against its own OpenAPI document, judged by tools nobody
// here wrote: the document by @seriousme/openapi-schema-validator; requests
// and responses by openapi-backend.
//
//   node check.mjs URL TOKEN      -> {"document": {...}, "cases": [...]}
//
// For each operation: a request that the tool calls valid, and ones it calls
// invalid (a member missing, unknown, of another type).  The server refuses
// (422 or 400) exactly the latter.

import { Validator } from '@seriousme/openapi-schema-validator';
import addFormats from 'ajv-formats';
import backend from 'openapi-backend';

const OpenAPIBackend = backend.default ?? backend.OpenAPIBackend ?? backend;
const [url, token] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}` };
const document = await (await fetch(`${url}/api/v1/openapi.json`)).json();
const verdict = await new Validator().validate(structuredClone(document));
const api = new OpenAPIBackend({ definition: structuredClone(document), quick: true,
    ajvOpts: { strict: false }, coerceTypes: true,
    customizeAjv: (ajv) => { addFormats.default ? addFormats.default(ajv) : addFormats(ajv); return ajv; } });
await api.init();

const NOBODY = '01234567-89ab-7cde-8f01-23456789abcd';

function value(schema) {
    if (schema.enum) return schema.enum[0];
    switch (schema.type) {
    case 'integer': return 1;
    case 'number': return 0.5;
    case 'boolean': return true;
    case 'array': return [];
    case 'object': return {};
    }
    return { uuid: NOBODY, 'date-time': '2030-01-01T00:00:00Z' }[schema.format] ?? 'word';
}

// the same of another type
const other = (schema) => (schema.type === 'string' ? 7 : 'word');

function* requests(operation) {
    const schema = operation.requestBody?.content['application/json']?.schema;
    const query = (operation.parameters ?? []).filter((p) => p.in === 'query');

    const all = {};
    for (const [name, s] of Object.entries(schema?.properties ?? {})) all[name] = value(s);
    const few = Object.fromEntries((schema?.required ?? []).map((name) => [name, all[name]]));

    yield { what: 'the least', body: schema && few };
    for (const p of query)
        yield { what: `query ${p.name}`, body: schema && few,
                query: { [p.name]: String(value(p.schema)) } };
    for (const p of query.filter((p) => p.schema.type === 'integer' || p.schema.enum))
        yield { what: `query ${p.name} of another type`, body: schema && few,
                query: { [p.name]: 'neither' } };
    if (!schema) return;
    yield { what: 'all', body: all };
    yield { what: 'unknown', body: { ...few, surprise: 1 } };
    for (const name of schema.required ?? []) {
        const { [name]: _, ...rest } = few;
        yield { what: `without ${name}`, body: rest };
    }
    for (const [name, s] of Object.entries(schema.properties))
        yield { what: `${name} of another type`, body: { ...few, [name]: other(s) } };
}

const cases = [];
for (const [template, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
        if (operation.operationId === 'openapi' || template.startsWith('/live/')
            || operation.operationId.startsWith('key_revoke')) continue;

        for (const r of requests(operation)) {
            const path = template.replace(/\{(\w+)\}/g,
                (_, name) => (name.endsWith('id') ? NOBODY : name === 'language' ? 'en' : 'nobody'));
            const request = { method, path, query: r.query ?? {}, body: r.body,
                              headers: { ...headers, 'content-type': 'application/json' } };
            const valid = !api.validateRequest(request,
                api.getOperation(operation.operationId)).errors;
            const search = new URLSearchParams(r.query ?? {}).toString();
            const response = await fetch(`${url}${path}${search ? `?${search}` : ''}`, {
                method: method.toUpperCase(),
                headers: r.body === undefined ? headers : request.headers,
                body: r.body === undefined ? undefined : JSON.stringify(r.body) });
            const text = await response.text();
            const body = text === '' ? undefined : JSON.parse(text);

            // refused for its shape, not for what it says
            const shape = response.status === 422 && (body.errors ?? []).some((e) =>
                ['unknown', 'required', 'string', 'integer', 'number', 'boolean', 'array',
                 'object', 'choice', 'uuid', 'time', 'too_long'].includes(e.code)
                && !e.path.startsWith('params.'));
            const errors = response.status >= 400
                ? api.validateResponse(body, operation.operationId, response.status).errors
                : null;
            cases.push({ name: `${method} ${template}: ${r.what}`, valid, shape,
                         status: response.status, response: errors });
        }
    }
}
process.stdout.write(JSON.stringify({ document: verdict, cases }));
