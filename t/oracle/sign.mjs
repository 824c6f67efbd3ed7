// Signs webhooks with the vendors' own libraries (and node's crypto where
// there is none): the tests must not trust our signer alone.
//
//   echo '[{"scheme":"stripe","secret":"..","body":"..","now":1795219200}]' \
//     | node t/oracle/sign.mjs        ->  [{"Stripe-Signature":"t=..,v1=.."}]

import { createHmac, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import twilio from 'twilio';

const hmac = (c, digest, encoding, text) =>
    createHmac(digest, c.secret).update(text).digest(encoding);

const schemes = {
    meta: c => ({ 'X-Hub-Signature-256': 'sha256=' + hmac(c, 'sha256', 'hex', c.body) }),

    github: c => schemes.meta(c),

    standard: c => {
        const id = 'msg_' + c.now;
        return { 'webhook-id': id, 'webhook-timestamp': String(c.now),
            'webhook-signature': new Webhook(c.secret).sign(id, new Date(c.now * 1000), c.body) };
    },

    stripe: c => ({ 'Stripe-Signature': Stripe.webhooks.generateTestHeaderString(
        { payload: c.body, secret: c.secret, timestamp: c.now }) }),

    slack: c => ({ 'X-Slack-Request-Timestamp': String(c.now),
        'X-Slack-Signature': 'v0=' + hmac(c, 'sha256', 'hex', `v0:${c.now}:${c.body}`) }),

    twilio: c => {
        const params = Object.fromEntries(new URLSearchParams(c.form ? c.body : ''));
        return { 'X-Twilio-Signature': twilio.getExpectedTwilioSignature(c.secret, c.url, params) };
    },

    telegram: c => ({ 'X-Telegram-Bot-Api-Secret-Token': c.secret }),

    hmac: c => ({ 'X-Sign': 'sha512=' + hmac(c, 'sha512', 'base64', c.body) }),

    apikey: c => ({ 'X-Key': c.secret }),

    basic: c => ({ 'Authorization': 'Basic ' + Buffer.from(c.secret).toString('base64') }),

    none: () => ({}),

    sha256: c => ({ hash: createHash('sha256').update(c.body).digest('hex') }),
};

const cases = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(cases.map(c => schemes[c.scheme](c))));
