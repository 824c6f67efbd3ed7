/* voice - persona and prompts; the other languages are typed by this one. */

export default {
    "admin.voice": "Persona and prompts",
    "voice.persona": "Persona",
    "voice.prompts": "Prompts",
    "voice.prompt": "Prompt",
    "voice.hint": "What a model is told before anything else, instead of the program's own text. {tenant} becomes the organisation's name; preview while it is empty to begin with ours.",
    "voice.note": "What changes, for colleagues",
    "voice.preview": "Preview",
    "voice.default": "Back to the program's",
    "voice.told": "What a model would be told",
    "voice.tokens": "about {n} tokens",
    "voice.message": "A customer's message, to see what is sent with it",
    "voice.user": "Sent as the customer's",
    "voice.assistant": "Sent as the bot's",
    "voice.dropped": "Left out, since they give orders: {n} pieces of knowledge",
    "voice.versions": "Versions",
    "voice.program": "The program's own text",
    "voice.now": "in use",
    "voice.again": "Use version {n} again",
};
