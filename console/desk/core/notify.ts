/*
 * notify - tells an agent of a new conversation: a short sound, a word in the
 * page, and to who looks elsewhere a desktop notification when it is allowed.
 * It says whose it is and its number, never what was said.
 */

import { prefer, prefs } from "./prefs";
import { t } from "./i18n";
import { tell as toast } from "../ui/Toasts";

const ONCE_MS = 3000;

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


/* All tabs hear of it: each that is seen says so, the first one is loud. */
export function notifyAssigned(name: string | null | undefined, number: string | undefined, open: () => void) {
    const whose = [name, number].filter(Boolean).join(" · ");

    if (!document.hidden) {
        toast([t("notify.assigned"), whose].filter(Boolean).join(" · "), "good",
            { label: t("notify.show"), run: open });
    }

    const tell = () => tellAssigned(whose, number, open);

    if (!("locks" in navigator)) {
        tell();
        return;
    }

    void navigator.locks.request(`relevo.assigned.${number}`, { ifAvailable: true }, async (lock) => {
        if (lock !== null) {
            tell();
            await new Promise((done) => setTimeout(done, ONCE_MS));
        }
    });
}


function tellAssigned(whose: string, number: string | undefined, open: () => void) {
    chime();

    if (!prefs.value.notify || !("Notification" in window)
        || Notification.permission !== "granted" || document.hasFocus()) {
        return;
    }

    const note = new Notification(t("notify.assigned"), {
        body: whose, tag: number ?? "relevo",
    });

    note.onclick = () => {
        window.focus();
        open();
        note.close();
    };
}
