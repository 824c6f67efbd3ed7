/* texts - what the page itself says, by language; the bot speaks for itself. */

import { options } from "./options.js";

const TEXTS = {
    en: {
        title: "Chat with us", write: "Write a message", send: "Send", close: "Close the chat",
        messages: "Messages", online: "connected", offline: "reconnecting…",
        away: "No connection. What you write is sent as soon as it is back.",
        gap: "The connection was interrupted; something may be missing above.",
        failed: "Not sent. Try again", waiting: "Is sent when the connection is back",
        visitor: "You", bot: "Assistant", agent: "Agent", system: "Message",
        typing: "Somebody is writing…", attach: "Attach a file", file: "File", picture: "Picture",
        uploading: "Sending {name}", gone: "(no longer there)", lost: "Not sent. Choose the file again",
        noFiles: "Files cannot be sent here", tooLarge: "Not sent: the file is too large",
        badType: "Not sent: files of this kind are not taken", badFile: "Not sent: the file is empty or cannot be read",
        marks: "Your mark", mark: "{n} of 5",
    },
    es: {
        title: "Chatea con nosotros", write: "Escribe un mensaje", send: "Enviar", close: "Cerrar el chat",
        messages: "Mensajes", online: "conectado", offline: "reconectando…",
        away: "Sin conexión. Lo que escribas se enviará en cuanto vuelva.",
        gap: "La conexión se interrumpió; puede faltar algo más arriba.",
        failed: "No enviado. Reintentar", waiting: "Se enviará cuando vuelva la conexión",
        visitor: "Tú", bot: "Asistente", agent: "Agente", system: "Mensaje",
        typing: "Alguien está escribiendo…", attach: "Adjuntar un archivo", file: "Archivo", picture: "Imagen",
        uploading: "Enviando {name}", gone: "(ya no está)", lost: "No enviado. Elige el archivo otra vez",
        noFiles: "Aquí no se pueden enviar archivos", tooLarge: "No enviado: el archivo es demasiado grande",
        badType: "No enviado: no se aceptan archivos de este tipo", badFile: "No enviado: el archivo está vacío o no se puede leer",
        marks: "Tu nota", mark: "{n} de 5",
    },
    pt: {
        title: "Fale conosco", write: "Escreva uma mensagem", send: "Enviar", close: "Fechar o chat",
        messages: "Mensagens", online: "conectado", offline: "reconectando…",
        away: "Sem conexão. O que você escrever será enviado assim que ela voltar.",
        gap: "A conexão foi interrompida; pode faltar algo acima.",
        failed: "Não enviada. Tentar de novo", waiting: "Será enviada quando a conexão voltar",
        visitor: "Você", bot: "Assistente", agent: "Atendente", system: "Mensagem",
        typing: "Alguém está escrevendo…", attach: "Anexar um arquivo", file: "Arquivo", picture: "Imagem",
        uploading: "Enviando {name}", gone: "(não está mais disponível)", lost: "Não enviado. Escolha o arquivo de novo",
        noFiles: "Não é possível enviar arquivos aqui", tooLarge: "Não enviado: o arquivo é grande demais",
        badType: "Não enviado: arquivos deste tipo não são aceitos", badFile: "Não enviado: o arquivo está vazio ou não pode ser lido",
        marks: "Sua nota", mark: "{n} de 5",
    },
    fr: {
        title: "Discutez avec nous", write: "Écrivez un message", send: "Envoyer", close: "Fermer le chat",
        messages: "Messages", online: "connecté", offline: "reconnexion…",
        away: "Pas de connexion. Ce que vous écrivez partira dès son retour.",
        gap: "La connexion a été interrompue ; il manque peut-être un message.",
        failed: "Non envoyé. Réessayer", waiting: "Sera envoyé au retour de la connexion",
        visitor: "Vous", bot: "Assistant", agent: "Conseiller", system: "Message",
        typing: "Quelqu’un écrit…", attach: "Joindre un fichier", file: "Fichier", picture: "Image",
        uploading: "Envoi de {name}", gone: "(plus disponible)", lost: "Non envoyé. Choisissez de nouveau le fichier",
        noFiles: "Les fichiers ne sont pas acceptés ici", tooLarge: "Non envoyé : le fichier est trop gros",
        badType: "Non envoyé : ce type de fichier n’est pas accepté", badFile: "Non envoyé : le fichier est vide ou illisible",
        marks: "Votre note", mark: "{n} sur 5",
    },
    it: {
        title: "Chatta con noi", write: "Scrivi un messaggio", send: "Invia", close: "Chiudi la chat",
        messages: "Messaggi", online: "connesso", offline: "riconnessione…",
        away: "Nessuna connessione. Quello che scrivi parte appena torna.",
        gap: "La connessione si è interrotta; qui sopra potrebbe mancare qualcosa.",
        failed: "Non inviato. Riprova", waiting: "Verrà inviato quando torna la connessione",
        visitor: "Tu", bot: "Assistente", agent: "Operatore", system: "Messaggio",
        typing: "Qualcuno sta scrivendo…", attach: "Allega un file", file: "File", picture: "Immagine",
        uploading: "Invio di {name}", gone: "(non più disponibile)", lost: "Non inviato. Scegli di nuovo il file",
        noFiles: "Qui non si possono inviare file", tooLarge: "Non inviato: il file è troppo grande",
        badType: "Non inviato: file di questo tipo non sono accettati", badFile: "Non inviato: il file è vuoto o non si legge",
        marks: "Il tuo voto", mark: "{n} su 5",
    },
};

const wanted = (navigator.languages ?? [navigator.language])
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag in TEXTS);

export const language = options.language ?? wanted ?? "en";
export const texts = TEXTS[language];
