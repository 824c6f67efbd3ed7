/*
 * demo - a customer and an agent side by side: a hand-over to be played.
 *
 * `./build.sh up` prints the link.  What is behind its # logs the agent in; it
 * is handed to the frame and taken out of the address at once.
 */

const TEXTS = {
    en: ["The customer", "Ask something, then say: I want to talk to a person.",
         "The agent", "The conversation comes in here. Take it, answer, resolve it."],
    es: ["El cliente", "Pregunta algo y luego di: quiero hablar con una persona.",
         "El agente", "La conversación llega aquí. Tómala, responde, resuélvela."],
    pt: ["O cliente", "Pergunte algo e depois diga: quero falar com uma pessoa.",
         "O agente", "A conversa chega aqui. Assuma-a, responda, resolva-a."],
    fr: ["Le client", "Posez une question, puis dites : je veux parler à une personne.",
         "L’agent", "La conversation arrive ici. Prenez-la, répondez, résolvez-la."],
    it: ["Il cliente", "Chiedi qualcosa, poi di’: voglio parlare con una persona.",
         "L’agente", "La conversazione arriva qui. Prendila, rispondi, risolvila."],
};

const language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in TEXTS) ?? "en";

document.documentElement.lang = language;
["customer", "customer-hint", "agent", "agent-hint"].forEach((id, i) => {
    document.getElementById(id).textContent = TEXTS[language][i];
});

/* The frames are named in the reader's language too. */
document.getElementById("chat").title = TEXTS[language][0];
document.getElementById("desk").title = TEXTS[language][2];

document.getElementById("desk").src = `/console/desk/${location.hash}`;
history.replaceState(null, "", location.pathname);
