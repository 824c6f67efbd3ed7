// Verifies what we have signed with the library of Standard Webhooks:
//
//   echo '[{"secret":"..","headers":{..},"body":".."}]' | node t/oracle/verify.mjs
//     ->  [true]            or the reason why not

import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';

const verify = c => {
    try {
        new Webhook(c.secret).verify(c.body, c.headers);
        return true;
    } catch (e) {
        return e.message;
    }
};

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(verify)));
