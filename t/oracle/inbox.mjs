// Where notifications arrive, by software of others: an SMTP server that
// demands STARTTLS and AUTH (smtp-server), mails read by postal-mime,
// webhooks verified by standardwebhooks; and a receiver as strict as Slack's.
//
//   node inbox.mjs HISTORY KEY CERT      prints {"smtp": port, "http": port}
//
// Each arrival is a line of JSON in HISTORY.  POST /_control takes what is to
// go wrong: {"rcpt": "550 no such user", "data": "451 later", "drop": true,
// "auth": false, "slack": 500, "hang": true, "sms": 503, "secret": "whsec_..."};
// {} ends it.

import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';

const [history, key, cert] = process.argv.slice(2);
let wrong = {};

const note = entry => appendFileSync(history, JSON.stringify(entry) + '\n');

function failure(text) {
    const error = new Error(text.slice(4));
    error.responseCode = Number(text.slice(0, 3));
    return error;
}

// What a strict reader of RFC 5322 and 2045 has to say about the bytes.
function complaints(raw) {
    const text = raw.toString('latin1');
    const found = [];
    if (/[^\r]\n|\r[^\n]/.test(text)) found.push('a bare line end');
    if (text.split('\r\n').some(line => line.length > 998)) found.push('a long line');
    const head = text.slice(0, text.indexOf('\r\n\r\n'));
    if (/[^\x20-\x7e\r\n\t]/.test(head)) found.push('a header beyond ASCII');
    if (text.split('\r\n').some(line => /[^\x00-\x7f]/.test(line))) found.push('8 bit');
    for (const name of ['Date', 'From', 'To', 'Subject', 'Message-ID', 'MIME-Version'])
        if ((head.match(new RegExp(`^${name}:`, 'gm')) ?? []).length !== 1)
            found.push(`not one ${name}`);
    return found;
}

const smtp = new SMTPServer({
    key: readFileSync(key), cert: readFileSync(cert), authMethods: ['PLAIN', 'LOGIN'],
    onAuth(auth, session, callback) {
        if (wrong.auth === false || auth.username !== 'relevo' || auth.password !== 's3cret pass')
            return callback(failure('535 no'));
        callback(null, { user: auth.username });
    },
    onRcptTo(address, session, callback) {
        note({ kind: 'rcpt', to: address.address });
        callback(wrong.rcpt ? failure(wrong.rcpt) : null);
    },
    onData(stream, session, callback) {
        const pieces = [];
        stream.on('data', piece => pieces.push(piece));
        stream.on('end', async () => {
            const raw = Buffer.concat(pieces);
            const mail = await PostalMime.parse(raw);
            note({ kind: 'mail', user: session.user, secure: session.secure,
                   from: session.envelope.mailFrom.address,
                   to: session.envelope.rcptTo.map(r => r.address), subject: mail.subject,
                   sender: mail.from, text: mail.text, id: mail.messageId,
                   headers: Object.fromEntries(mail.headers.map(h => [h.key, h.value])),
                   complaints: complaints(raw) });
            if (wrong.drop) return hangUp();
            callback(wrong.data ? failure(wrong.data) : null);
        });
    },
});
smtp.on('error', () => {});

function hangUp() {
    smtp.connections.forEach(connection => connection._socket.destroy());
}

function slack(request, body) {
    if (request.method !== 'POST') return [405, 'method_not_allowed'];
    if (wrong.slack) return [wrong.slack, 'error'];
    if (!/^application\/json/.test(request.headers['content-type'] ?? ''))
        return [400, 'invalid_payload'];
    let sent;
    try { sent = JSON.parse(body); } catch { return [400, 'invalid_payload']; }
    if (typeof sent?.text !== 'string' || sent.text.trim() === '') return [400, 'no_text'];
    if (Object.keys(sent).some(k => !['text', 'blocks', 'attachments'].includes(k)))
        return [400, 'invalid_payload'];
    if (/&(?!amp;|lt;|gt;)/.test(sent.text)) return [400, 'invalid_payload'];
    note({ kind: 'slack', path: request.url, text: sent.text });
    return [200, 'ok'];
}

function webhook(request, body) {
    try {
        const sent = new Webhook(wrong.secret).verify(body, request.headers);
        note({ kind: 'webhook', id: request.headers['webhook-id'], body: sent });
        return [wrong.webhook ?? 200, '{}'];
    } catch (error) {
        note({ kind: 'forged', why: String(error) });
        return [401, ''];
    }
}

function sms(request, body) {
    if (wrong.sms) return [wrong.sms, ''];
    const type = request.headers['content-type'] ?? '';
    const fields = type.startsWith('application/json') ? JSON.parse(body)
        : Object.fromEntries(new URLSearchParams(body));
    note({ kind: 'sms', auth: request.headers.authorization, fields,
           query: Object.fromEntries(new URL(request.url, 'http://x').searchParams) });
    return [201, JSON.stringify({ sid: 'SM1' })];
}

const http = createServer((request, response) => {
    const pieces = [];
    request.on('data', piece => pieces.push(piece));
    request.on('end', () => {
        const body = Buffer.concat(pieces).toString();
        if (request.url === '/_control') {
            wrong = { secret: wrong.secret, ...JSON.parse(body) };
            hangUp();               // a client keeps what it is logged in on
        }
        if (wrong.hang && request.url.startsWith('/services/')) return;
        const [status, text] = request.url === '/_control' ? [200, 'ok']
            : request.url.startsWith('/services/') ? slack(request, body)
            : request.url.startsWith('/sms') ? sms(request, body)
            : webhook(request, body);
        response.writeHead(status);
        response.end(text);
    });
});

smtp.listen(0, '127.0.0.1', () => http.listen(0, '127.0.0.1', () => console.log(JSON.stringify(
    { smtp: smtp.server.address().port, http: http.address().port }))));
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
