/*
 * email - a notification as a mail, by SMTP to the relay of smtp.url.
 *
 * Before the first byte of the message nothing is accepted: a refusal there
 * is an answer, silence there may be repeated.  Behind it only the final
 * reply tells; without one the mail is ambiguous, and what is sent again has
 * the same Message-ID.
 */

#include "worker/notify/notify.h"

#include <string.h>

#include "worker/answer/fill.h"
#include "worker/answer/texts.h"
#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"
#include "worker/notify/message.h"
#include "worker/notify/mime.h"


/* Bytes of a slice, for the driver. */
static size_t
mail_read(void *data, uint64_t offset, uint8_t *buf, size_t len)
{
    const slice_t  *mail = data;
    size_t          left = mail->len - (size_t) offset;

    len = len > left ? left : len;
    memcpy(buf, mail->data + offset, len);

    return len;
}


static http_mail_t *
mail_envelope(pool_t *pool, const char *to)
{
    http_mail_t  *mail = pool_alloc(pool, sizeof(http_mail_t));
    slice_t       password = config_secret("smtp.password_file");

    if (mail == NULL) {
        return NULL;
    }

    mail->from = mime_address(pool, config_str("smtp.from"));
    mail->to = to;
    mail->starttls = config_bool("smtp.starttls")
                     && strncmp(config_str("smtp.url"), "smtps:", 6) != 0;

    if (*config_str("smtp.user") != '\0') {
        slice_t  copy = pool_copy(pool, password);

        mail->user = config_str("smtp.user");
        mail->password = copy.data == NULL ? "" : (const char *) copy.data;
    }

    return mail;
}


/* Details, where to go on, and how to hear no more of it. */
static const char *
mail_text(pool_t *pool, const message_t *m, const char *leave)
{
    const fill_t   open[] = { { "link", m->link } };
    const fill_t   stop[] = { { "link", leave } };
    const char    *text = pool_printf(pool, "%s\n\n%s\n", m->headline,
                                      m->details);

    if (text != NULL && m->link != NULL) {
        text = pool_printf(pool, "%s\n%s\n", text, fill_text(pool,
                   texts_get(m->language, TEXT_NOTIFY_OPEN), open, 1));
    }

    if (text != NULL && leave != NULL) {
        text = pool_printf(pool, "%s\n-- \n%s\n", text, fill_text(pool,
                   texts_get(m->language, TEXT_NOTIFY_LEAVE), stop, 1));
    }

    return text;
}


static bool
mail_fill(const json_t *row, const channel_account_t *account, pool_t *pool,
    slice_t *ret_mail)
{
    const message_t  *m = message_new(row, account, pool);
    const json_t     *payload = json_object_get(row, "payload");
    bool              asks = strcmp(jsonx_str(payload, "event"), "confirm")
                             == 0;
    const char       *token = jsonx_str(account->settings, "leave");
    const char       *leave = asks || *token == '\0' ? NULL
                              : message_link(pool,
                                    "/api/v1/notify/leave?token=", token);
    mime_t            mail = {
        .from = config_str("smtp.from"),
        .to = jsonx_str(account->settings, "target"),
        .id = jsonx_str(row, "id"),
        .leave = leave,
        .urgent = !asks && strcmp(jsonx_str(payload, "priority"), "urgent")
                  == 0,
        .at = (int64_t) (unix_us() / 1000000),
    };

    if (m == NULL) {
        return false;
    }

    mail.text = mail_text(pool, m, leave);
    mail.subject = pool_printf(pool, "[%s] %s",
                               jsonx_str(account->settings, "tenant_name"),
                               m->headline);

    if (mail.text == NULL || mail.subject == NULL) {
        return false;
    }

    *ret_mail = mime_write(pool, &mail);

    return ret_mail->len > 0;
}


static bool
email_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const char  *to = jsonx_str(account->settings, "target");
    slice_t     *mail = pool_alloc(pool, sizeof(slice_t));

    if (*config_str("smtp.url") == '\0'
        || mime_address(pool, config_str("smtp.from")) == NULL
        || *config_str("notify.public_url") == '\0')
    {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    if (*to == '\0') {
        *ret_error = "the route is gone";
        return false;
    }

    *ret_error = "out of memory";

    if (mail == NULL || !mail_fill(row, account, pool, mail)) {
        return false;
    }

    *ret_http = (http_request_t) {
        .method = "POST",
        .url = config_str("smtp.url"),
        .read = mail_read,
        .read_len = mail->len,
        .data = mail,
        .mail = mail_envelope(pool, to),
    };

    return ret_http->mail != NULL;
}


/* Codes of RFC 5321 and RFC 4954 that speak of us, not of this mail. */
static bool
is_ours(int status)
{
    return (status >= 500 && status <= 504) || status == 530 || status == 534
           || status == 535 || status == 538;
}


static void
email_classify(const op_t *op, pool_t *pool, send_result_t *r)
{
    int  status = op->status;

    *r = (send_result_t) { .cls = SEND_RETRY, .error = op->error };

    if (op->rc == RC_OK) {
        r->cls = SEND_SENT;
        return;
    }

    if (status >= 400 && status < 600) {
        r->error = pool_printf(pool, "smtp %d", status);
        r->cls = status < 500 ? SEND_RETRY
                 : is_ours(status) ? SEND_PAUSE_ACCOUNT : SEND_FAILED;

    } else if (op->rc == RC_REJECT) {
        r->cls = SEND_FAILED;           /* an address that is none */

    } else if (op->stage != HTTP_NOT_SENT) {
        r->cls = SEND_AMBIGUOUS;
    }
}


const channel_t  notify_email = {
    .name = "email",
    .notifies = true,
    .request = email_request,
    .classify = email_classify
};
