/*
 * main - the agent console: who is not logged in sees the login, everybody
 * else the frame with the view that the address names.
 */

import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import { signedOut } from "./core/api";
import { close, open, signOut } from "./core/desk";
import { demoLogin } from "./core/demo";
import { setLanguage } from "./core/i18n";
import { armSound } from "./core/notify";
import { isIn, whoAmI } from "./core/session";
import { Frame } from "./views/frame/Frame";
import { Login } from "./views/frame/Login";
import { Lost } from "./views/frame/Lost";
import { Toasts } from "./ui/Toasts";
import { useState } from "preact/hooks";
import "./css/index.css";


function App({ problem }: { problem: unknown }) {
    const [lost, setLost] = useState(problem);

    if (lost !== null && isIn.value === null) {
        return <Lost problem={lost} again={() => whoAmI().catch(setLost)} />;
    }

    return (
        <>
            {isIn.value === true ? <Frame /> : isIn.value === false ? <Login /> : null}
            <Toasts />
        </>
    );
}


effect(() => {
    if (isIn.value === true) {
        untracked(() => void open());
        return close;
    }

    return undefined;
});

effect(() => {
    if (signedOut.value && isIn.peek() === true) {
        signOut();
    }
});

addEventListener("pointerdown", armSound, { once: true });
addEventListener("keydown", armSound, { once: true });


async function start() {
    let problem: unknown = null;

    await setLanguage();

    try {
        await (demoLogin() ?? whoAmI());
    } catch (error) {
        problem = error;
    }

    render(<App problem={problem} />, document.getElementById("app")!);
}

void start();
