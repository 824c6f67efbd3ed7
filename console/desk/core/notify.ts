/*
 * notify - tells an agent who looks elsewhere: a short sound, and a desktop
 * notification when it is allowed.  Only ids are known here, so a notification
 * says what has happened and not what was said.
 */

import { prefer, prefs } from "./prefs";
import { t } from "./i18n";

let audio: AudioContext | null = null;


/* Browsers let a page make sounds after the first key or click. */
export function armSound() {
    try {
        audio ??= new AudioContext();
        void audio.resume();
    } catch {
        /* a machine without sound */
    }
}


/* Two soft tones; made here, so there is nothing to fetch. */
export function chime() {
    if (!prefs.value.sound || audio === null || audio.state !== "running") {
        return;
    }

    [660, 880].forEach((hz, i) => {
        const at = audio!.currentTime + i * 0.14;
        const tone = audio!.createOscillator();
        const gain = audio!.createGain();

        tone.frequency.value = hz;
        gain.gain.setValueAtTime(0, at);
        gain.gain.linearRampToValueAtTime(0.12, at + 0.02);
        gain.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
        tone.connect(gain).connect(audio!.destination);
        tone.start(at);
        tone.stop(at + 0.32);
    });
}


export async function askToNotify() {
    if ("Notification" in window) {
        prefer({ notify: await Notification.requestPermission() === "granted" });
    }
}


export function notifyAssigned(number: string | undefined, open: () => void) {
    chime();

    if (!prefs.value.notify || !("Notification" in window)
        || Notification.permission !== "granted" || document.hasFocus()) {
        return;
    }

    const note = new Notification(t("notify.assigned"), {
        body: number ?? "", tag: number ?? "relevo", icon: "icon.svg",
    });

    note.onclick = () => {
        window.focus();
        open();
        note.close();
    };
}
