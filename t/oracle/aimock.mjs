// A model server that others wrote (aimock): OpenAI, Anthropic and Bedrock on
// one port, four characters a delta. Prints its URL, ends with its stdin.

import { LLMock } from '@copilotkit/aimock';

const text = 'Olá! ¿Qué tal? 👋 Tudo bem — merci.';
const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 4, logLevel: 'silent' });

mock.onMessage('greet', { content: text });
mock.onMessage('transfer', { toolCalls: [{ name: 'transfer_to_agent',
    arguments: JSON.stringify({ skill: 'billing', reason: 'ñandú — 12 €' }) }] });
mock.onMessage('busy', { error: { message: 'slow down', type: 'rate_limit_error' }, status: 429 });
await mock.start();
console.log(mock.url);
process.stdin.on('end', () => mock.stop().then(() => process.exit(0)));
process.stdin.resume();
