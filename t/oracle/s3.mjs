// S3 for tests: s3rver, which checks no signature, behind a proxy that does.
//
//     node s3.mjs FOLDER        prints "port N", serves until its input ends
//
// Every request is signed anew by AWS's own signer (@smithy/signature-v4) and
// compared; the digest a PUT announces is compared with its bytes.  What does
// not agree gets 403 and a line in the log.  The secret is "s3cret/+key".
// GET /_log: one line per request: status, method, path, what was wrong.
// A bucket whose name begins with "plain" ignores the wish to be encrypted.

import http from 'node:http';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '@aws-crypto/sha256-js';

const require = createRequire(import.meta.url);
const S3rver = require('s3rver');
const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 's3cret/+key' };
const log = [];

const back = new S3rver({
    port: 0, address: '127.0.0.1', silent: true, directory: process.argv[2],
    allowMismatchedSignatures: true,
    configureBuckets: [{ name: 'media' }, { name: 'plain' }],
});
const { port: backPort } = await back.run();

const signer = new SignatureV4({ service: 's3', region: 'eu-south-2', credentials,
    sha256: Sha256, uriEscapePath: false, applyChecksum: false });

function dateOf(text) {
    const m = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
    return m && new Date(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`);
}

function queryOf(url) {
    return Object.fromEntries(url.searchParams.entries());
}

// What is wrong with a request's signature, or null.
async function problem(req, url, body) {
    const query = queryOf(url);
    const [hostname, port] = req.headers.host.split(':');
    const request = { method: req.method, protocol: 'http:', hostname, port: Number(port),
        path: decodeURI(url.pathname), query };

    if (query['X-Amz-Signature']) {
        const { 'X-Amz-Signature': told, 'X-Amz-Date': date, 'X-Amz-Expires': expires } = query;
        const at = dateOf(date);
        if (!at || at.getTime() + expires * 1000 < Date.now()) return 'expired';
        const hash = 'x-amz-content-sha256';
        const signed = await signer.presign({ ...request, query: {}, headers: {
            host: req.headers.host, [hash]: 'UNSIGNED-PAYLOAD' } }, { expiresIn: Number(expires),
            signingDate: at, unhoistableHeaders: new Set([hash]), unsignableHeaders: new Set([hash]) });
        return signed.query['X-Amz-Signature'] === told ? null : 'signature of the URL';
    }

    const auth = /^AWS4-HMAC-SHA256 Credential=AKIDTEST\/\d{8}\/eu-south-2\/s3\/aws4_request, SignedHeaders=([a-z0-9;_-]+), Signature=([0-9a-f]{64})$/
        .exec(req.headers.authorization ?? '');
    if (!auth) return 'no signature';
    const names = auth[1].split(';');
    const must = Object.keys(req.headers).filter(n => n.startsWith('x-amz-')).concat('host');
    const missing = must.find(n => !names.includes(n));
    if (missing) return `not signed: ${missing}`;
    const digest = createHash('sha256').update(body).digest('hex');
    if (req.headers['x-amz-content-sha256'] !== digest) return 'digest of the body';
    const at = dateOf(req.headers['x-amz-date']);
    if (!at || Math.abs(at.getTime() - Date.now()) > 900e3) return 'date';
    const headers = Object.fromEntries(names.map(n => [n, req.headers[n]]));
    const signed = await signer.sign({ ...request, headers }, { signingDate: at });
    return signed.headers.authorization.endsWith(auth[2]) ? null : 'signature';
}

function forward(req, body, res) {
    const headers = { ...req.headers };
    delete headers.authorization;
    const out = http.request({ host: '127.0.0.1', port: backPort, method: req.method,
        path: req.url.replace(/[?&]X-Amz-[^&]*/g, ''), headers }, answer => {
        const more = { ...answer.headers };
        if (req.headers['x-amz-server-side-encryption'] && !req.url.startsWith('/plain')) {
            more['x-amz-server-side-encryption'] = req.headers['x-amz-server-side-encryption'];
        }
        res.writeHead(answer.statusCode, more);
        answer.pipe(res);
        log.push(`${answer.statusCode} ${req.method} ${req.url.split('?')[0]}`
            + Object.keys(req.headers).filter(n => n.startsWith('x-amz-meta-'))
                .map(n => ` ${n}=${req.headers[n]}`).join(''));
    });
    out.on('error', () => res.destroy());
    out.end(body);
}

const server = http.createServer((req, res) => {
    const parts = [];
    req.on('data', d => parts.push(d));
    req.on('end', async () => {
        if (req.url === '/_log') {
            res.end(log.join('\n'));
            return;
        }
        const body = Buffer.concat(parts);
        const wrong = await problem(req, new URL(req.url, `http://${req.headers.host}`), body);
        if (wrong) {
            log.push(`403 ${req.method} ${req.url.split('?')[0]} ${wrong}`);
            res.writeHead(403, { 'Content-Type': 'application/xml' });
            res.end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
            return;
        }
        forward(req, body, res);
    });
});
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();
