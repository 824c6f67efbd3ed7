/*
 * upload - POST of a file with progress, which fetch() cannot tell.
 *
 * Resolves with {ok, status} like a response, rejects when nothing came back.
 */

const TIMEOUT_MS = 10 * 60 * 1000;


export function post(url, headers, file, progress) {
    return new Promise((done, failed) => {
        const request = new XMLHttpRequest();

        request.open("POST", url);
        request.timeout = TIMEOUT_MS;

        for (const [name, value] of Object.entries(headers)) {
            request.setRequestHeader(name, value);
        }

        request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
        request.upload.onprogress = (e) => progress(e.total > 0 ? e.loaded / e.total : 0);
        request.onload = () => done({ status: request.status,
            ok: request.status >= 200 && request.status < 300 });
        request.onerror = () => failed(new Error("upload: no answer"));
        request.ontimeout = request.onerror;
        request.send(file);
    });
}
