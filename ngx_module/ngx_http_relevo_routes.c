
/*
 * routes - the whole surface of the API: method and path -> api.<function>.
 *
 * A row is a statement that is constant when the module is compiled; `grep
 * api.x` finds both of its ends, and t/00_api.t proves that table, functions
 * and grants are the same, both ways.  The statement is one transaction:
 * core.enter() says who asks and what they may, api.<function> acts, and
 * api.done() keeps what must be kept of a change (audit, idempotency).
 *
 * {name} in a path is a uuid when it ends with "id", else a text.
 */

#include "ngx_http_relevo_api.h"


/* core.enter() refuses with an answer, not with an error: nothing is logged */

#define NGX_HTTP_RELEVO_SQL(enter, call, notes)                               \
    "select (x.r).status, coalesce((x.r).headers || x.h, (x.r).headers, x.h)," \
    " (x.r).body, " notes                                                     \
    " from (select case when e.status is null then " call                     \
    " else (e.status, null, e.body)::api.response end as r, e.headers as h"   \
    " from " enter " e offset 0) x"

#define NGX_HTTP_RELEVO_SQL_READ(fn, scope)                                   \
    NGX_HTTP_RELEVO_SQL("core.enter($1, '" scope "', true, '" fn              \
                        "', $2::jsonb)",                                      \
                        "api." fn "($2::jsonb)", "null, null")

#define NGX_HTTP_RELEVO_SQL_WRITE(fn, scope)                                  \
    NGX_HTTP_RELEVO_SQL("core.enter($1, '" scope "', false, '" fn             \
                        "', $2::jsonb)",                                      \
                        "api.done('" fn "', $2::jsonb, api." fn               \
                        "($2::jsonb))",                                       \
                        "core.take_events(), core.take_wakes()")

#define NGX_HTTP_RELEVO_SQL_PUBLIC(fn)                                        \
    NGX_HTTP_RELEVO_SQL("core.enter_public($1, $2::jsonb)",                   \
                        "api." fn "($2::jsonb)",                              \
                        "core.take_events(), core.take_wakes()")

#define NGX_HTTP_RELEVO_READ(path, fn, scope, query, summary)                 \
    { NGX_HTTP_GET, path, fn, NGX_HTTP_RELEVO_SQL_READ(fn, scope), scope,     \
      NGX_HTTP_RELEVO_ROUTE_READ, query, NULL, 0, summary }

#define NGX_HTTP_RELEVO_WRITE(method, path, fn, scope, body, summary)         \
    { NGX_HTTP_##method, path, fn, NGX_HTTP_RELEVO_SQL_WRITE(fn, scope),      \
      scope, 0, NULL, body, 0, summary }

#define NGX_HTTP_RELEVO_SEALED(method, path, fn, scope, body, summary)        \
    { NGX_HTTP_##method, path, fn, NGX_HTTP_RELEVO_SQL_WRITE(fn, scope),      \
      scope, NGX_HTTP_RELEVO_ROUTE_SEAL, NULL, body, 0, summary }

#define NGX_HTTP_RELEVO_LARGE(method, path, fn, scope, body, max, summary)    \
    { NGX_HTTP_##method, path, fn, NGX_HTTP_RELEVO_SQL_WRITE(fn, scope),      \
      scope, 0, NULL, body, max, summary }

/* a page for whoever has its link, and what its button posts to */

#define NGX_HTTP_RELEVO_ROUTE_FORM                                            \
    (NGX_HTTP_RELEVO_ROUTE_PUBLIC|NGX_HTTP_RELEVO_ROUTE_PAGE                  \
     |NGX_HTTP_RELEVO_ROUTE_HIDDEN)

#define NGX_HTTP_RELEVO_UPLOAD(path, fn, scope, query, summary)               \
    { NGX_HTTP_POST, path, fn, NGX_HTTP_RELEVO_SQL_WRITE(fn, scope),          \
      scope, NGX_HTTP_RELEVO_ROUTE_UPLOAD, query, NULL, 0, summary }

#define NGX_HTTP_RELEVO_PAGE   "limit:int cursor:str512"


static const ngx_http_relevo_route_t  ngx_http_relevo_route_table[] = {

    /* session */

    { NGX_HTTP_POST, "/api/v1/session", "session_create",
      NGX_HTTP_RELEVO_SQL_PUBLIC("session_create"), NULL,
      NGX_HTTP_RELEVO_ROUTE_PUBLIC, NULL,
        "tenant!:str63 email!:str255 password!:str1024 totp:str16 "
        "cookie:bool", 0,
      "Log in" },

    NGX_HTTP_RELEVO_READ("/api/v1/session",
        "session_get", "", NULL,
        "The session and its agent"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/session",
        "session_delete", "", NULL,
        "Log out"),

    NGX_HTTP_RELEVO_READ("/api/v1/me",
        "me_get", "", NULL,
        "Who am I, and what may I do"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/me",
        "me_update", "",
        "password!:str1024 new_password!:str1024",
        "Change one's password"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/me/totp",
        "totp_start", "",
        "password!:str1024",
        "Begin a second factor"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/me/totp",
        "totp_confirm", "",
        "code!:str16",
        "Confirm the second factor"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/me/totp",
        "totp_remove", "",
        "password!:str1024",
        "Remove the second factor"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/me/heartbeat",
        "me_heartbeat", "", NULL,
        "A sign of life"),

    /* tenants */

    NGX_HTTP_RELEVO_READ("/api/v1/tenants",
        "tenant_list", "tenants", NGX_HTTP_RELEVO_PAGE,
        "Tenants of the installation"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/tenants",
        "tenant_create", "tenants",
        "slug!:str63 name:str255 default_language:es|en|pt|fr|it",
        "Make a tenant"),

    NGX_HTTP_RELEVO_READ("/api/v1/tenants/{id}",
        "tenant_get", "settings:read", NULL,
        "A tenant"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/tenants/{id}",
        "tenant_update", "settings:write",
        "name:str255 default_language:es|en|pt|fr|it",
        "Change a tenant"),

    NGX_HTTP_RELEVO_READ("/api/v1/settings",
        "settings_get", "settings:read", NULL,
        "The tenant's settings"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/settings",
        "settings_update", "settings:write",
        "settings!:obj",
        "Change settings: a merge patch"),

    NGX_HTTP_RELEVO_READ("/api/v1/flags",
        "flag_list", "settings:read", NULL,
        "Feature flags"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/flags/{name}",
        "flag_put", "settings:write",
        "enabled!:bool",
        "Switch a feature"),

    /* keys */

    NGX_HTTP_RELEVO_READ("/api/v1/keys",
        "key_list", "keys", NGX_HTTP_RELEVO_PAGE,
        "API keys"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/keys",
        "key_create", "keys",
        "name!:str128 scopes!:arr expires_at:time",
        "Make an API key; its text is shown once"),

    NGX_HTTP_RELEVO_READ("/api/v1/keys/{id}",
        "key_get", "keys", NULL,
        "An API key"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/keys/{id}",
        "key_revoke", "keys", NULL,
        "Revoke an API key"),

    /* agents */

    NGX_HTTP_RELEVO_READ("/api/v1/agents",
        "agent_list", "agents:read", NULL,
        "Agents"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/agents",
        "agent_create", "agents:write",
        "email!:str255 name:str255 role:agent|supervisor|admin "
        "capacity:int specialties:arr languages:arr "
        "password:str1024",
        "Add an agent"),

    NGX_HTTP_RELEVO_READ("/api/v1/agents/{id}",
        "agent_get", "agents:read", NULL,
        "An agent"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/agents/{id}",
        "agent_update", "agents:write",
        "email:str255 name:str255 role:agent|supervisor|admin "
        "capacity:int specialties:arr languages:arr "
        "password:str1024",
        "Change an agent"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/agents/{id}",
        "agent_delete", "agents:write", NULL,
        "Remove an agent; its conversations go back to the queue"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/agents/{id}/status",
        "agent_status", "agents:status",
        "status!:online|away|offline",
        "Online, away, offline"),

    NGX_HTTP_RELEVO_READ("/api/v1/agents/{id}/conversations",
        "agent_conversations", "conversations:read", NGX_HTTP_RELEVO_PAGE,
        "What an agent has"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/agents/{id}/claim/{conversation_id}",
        "agent_claim", "conversations:write",
        "force:bool",
        "An agent takes a conversation"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/agents/{id}/release/{conversation_id}",
        "agent_release", "conversations:write",
        "note:str10000",
        "An agent gives it back to the bot"),

    NGX_HTTP_RELEVO_READ("/api/v1/teams",
        "team_list", "agents:read", NULL,
        "Teams"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/teams",
        "team_create", "agents:write",
        "name!:str255",
        "Make a team"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/teams/{id}",
        "team_update", "agents:write",
        "name!:str255",
        "Rename a team"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/teams/{id}",
        "team_delete", "agents:write", NULL,
        "Remove a team"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/teams/{id}/agents/{agent_id}",
        "team_join", "agents:write", NULL,
        "Into a team"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/teams/{id}/agents/{agent_id}",
        "team_leave", "agents:write", NULL,
        "Out of a team"),

    /* conversations */

    NGX_HTTP_RELEVO_READ("/api/v1/conversations",
        "conversation_list", "conversations:read",
        NGX_HTTP_RELEVO_PAGE " page:int "
        "view:pending|mine|team|all|resolved "
        "sort:latest|oldest|priority|waiting|due "
        "state:bot|pending_handoff|human|resolved|archived "
        "agent:uuid team:uuid contact:uuid channel:str32 "
        "language:str16 priority:low|medium|high|urgent "
        "sentiment:angry|negative|neutral|positive|confused "
        "label:str64 q:str200 behind:str160 period:24h|7d|30d",
        "Conversations: a view of the inbox, or the latest first"),

    NGX_HTTP_RELEVO_READ("/api/v1/inbox/counts",
        "inbox_counts", "conversations:read", NULL,
        "How many each view has, and how many are unread"),

    NGX_HTTP_RELEVO_READ("/api/v1/inbox/rows", "inbox_rows",
        "conversations:read",
        "ids!:str2048",
        "The rows of conversations by id, at most 50: what has changed"),

    NGX_HTTP_RELEVO_READ("/api/v1/conversations/{id}",
        "conversation_get", "conversations:read", NULL,
        "A conversation, without its messages"),

    NGX_HTTP_RELEVO_READ("/api/v1/conversations/{id}/messages",
        "message_list", "conversations:read",
        "limit:int cursor:str512",
        "Its messages, the latest first"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/messages",
        "message_send", "conversations:write",
        "text!:str4096 reply_to:str255",
        "Write to the customer"),

    NGX_HTTP_RELEVO_READ("/api/v1/conversations/{id}/timeline",
        "timeline_get", "conversations:read",
        "limit:int cursor:str512",
        "Messages, notes and what happened, the latest first"),

    NGX_HTTP_RELEVO_READ("/api/v1/conversations/{id}/panel",
        "panel_get", "conversations:read", NULL,
        "Who the customer is, and what there was before"),

    NGX_HTTP_RELEVO_READ("/api/v1/conversations/{id}/decisions",
        "decision_list", "conversations:read",
        "limit:int cursor:str512",
        "Why it was decided as it was, the latest first"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/read",
        "conversation_read", "conversations:write",
        "seq:int",
        "Read up to a message, or all of it"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/viewing",
        "conversation_viewing", "conversations:write",
        "here:bool typing:bool",
        "I am looking at it, I am typing: say it again in time"),

    NGX_HTTP_RELEVO_UPLOAD("/api/v1/conversations/{id}/attachments",
        "attachment_create", "conversations:write",
        "name:str255 caption:str1024",
        "Send a file to the customer: the body is the file"),

    NGX_HTTP_RELEVO_READ("/api/v1/conversations/{id}/media",
        "media_list", "conversations:read", NGX_HTTP_RELEVO_PAGE,
        "Its files, the newest first"),

    NGX_HTTP_RELEVO_READ("/api/v1/media/{id}",
        "media_get", "conversations:read", NULL,
        "A file: where it stands, what was read in it"),

    NGX_HTTP_RELEVO_READ("/api/v1/media/{id}/content",
        "media_content", "conversations:read", NULL,
        "To its bytes: 302 to a link of five minutes"),

    NGX_HTTP_RELEVO_READ("/api/v1/media/{id}/thumbnail",
        "media_thumbnail", "conversations:read", NULL,
        "To its thumbnail, likewise"),

    NGX_HTTP_RELEVO_READ("/api/v1/conversations/{id}/notes",
        "note_list", "conversations:read", NGX_HTTP_RELEVO_PAGE,
        "Notes of agents"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/notes",
        "note_create", "conversations:write",
        "text!:str10000",
        "A note, which the customer never sees"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/handoff",
        "conversation_handoff", "conversations:write",
        "reason:str128 priority:low|medium|high|urgent "
        "category:str64 skill:str64 notice:bool",
        "Ask for a person"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/claim",
        "conversation_claim", "conversations:write",
        "agent:uuid force:bool",
        "Take it"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/release",
        "conversation_release", "conversations:write",
        "note:str10000",
        "Give it back to the bot"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/resolve",
        "conversation_resolve", "conversations:write",
        "category:str100 notes:str10000",
        "It is done"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/reset",
        "conversation_reset", "conversations:admin", NULL,
        "The bot starts anew"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/reopen",
        "conversation_reopen", "conversations:write", NULL,
        "It is not done"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/transfer",
        "conversation_transfer", "conversations:write",
        "agent:uuid team:uuid skill:str64 queue:bool note:str10000",
        "To another agent, team, skill"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/archive",
        "conversation_archive", "conversations:write", NULL,
        "Put it away"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/draft",
        "conversation_draft", "conversations:write", NULL,
        "What the bot would say: a task"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/conversations/{id}/template",
        "template_send", "conversations:write",
        "name!:str512 language!:str16 parameters:arr",
        "Send a template, also behind the 24 hours"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/conversations/{id}/labels/{label}",
        "label_add", "conversations:write", NULL,
        "Label it"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/conversations/{id}/labels/{label}",
        "label_remove", "conversations:write", NULL,
        "Take the label off"),

    NGX_HTTP_RELEVO_READ("/api/v1/drafts",
        "draft_list", "conversations:read", NULL,
        "What I have begun to write"),

    NGX_HTTP_RELEVO_READ("/api/v1/drafts/{conversation_id}",
        "draft_get", "conversations:read", NULL,
        "My draft of a conversation"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/drafts/{conversation_id}",
        "draft_put", "conversations:write",
        "text:str10000",
        "Keep it; without a text there is none"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/drafts/{conversation_id}",
        "draft_delete", "conversations:write", NULL,
        "Throw it away"),

    NGX_HTTP_RELEVO_READ("/api/v1/search",
        "search", "conversations:read",
        "q!:str200 kind:message|contact|ticket limit:int",
        "Words of messages, contacts and tickets"),

    NGX_HTTP_RELEVO_READ("/api/v1/ratings",
        "rating_list", "conversations:read",
        NGX_HTTP_RELEVO_PAGE " agent:uuid period:24h|7d|30d",
        "Ratings of customers, and their mean"),

    NGX_HTTP_RELEVO_READ("/api/v1/overview",
        "overview_get", "usage:read",
        "period:now|24h|7d|30d",
        "What happens now, and what has happened"),

    NGX_HTTP_RELEVO_READ("/api/v1/callbacks",
        "callback_list", "conversations:read",
        "limit:int",
        "Callbacks: due, then to come"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/callbacks/{id}",
        "callback_update", "conversations:write",
        "state!:done|cancelled",
        "A callback is done"),

    /* contacts */

    NGX_HTTP_RELEVO_READ("/api/v1/contacts",
        "contact_list", "contacts:read",
        NGX_HTTP_RELEVO_PAGE " q:str200",
        "Contacts"),

    NGX_HTTP_RELEVO_READ("/api/v1/contacts/{id}",
        "contact_get", "contacts:read", NULL,
        "A contact and its identities"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/contacts/{id}",
        "contact_update", "contacts:write",
        "name:str255 language:es|en|pt|fr|it",
        "Change a contact"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/contacts/{id}/merge",
        "contact_merge", "contacts:write",
        "into!:uuid",
        "Two contacts are one person"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/contacts/{id}",
        "contact_erase", "contacts:erase", NULL,
        "Forget a person: texts, names, numbers"),

    /* tickets */

    NGX_HTTP_RELEVO_READ("/api/v1/tickets",
        "ticket_list", "tickets:read",
        NGX_HTTP_RELEVO_PAGE " "
        "status:open|in_progress|awaiting_customer|resolved|closed "
        "priority:low|medium|high|urgent category:str64 agent:uuid "
        "conversation:uuid queued:bool breached:bool",
        "Tickets, the newest first"),

    NGX_HTTP_RELEVO_READ("/api/v1/tickets/{ticket}",
        "ticket_get", "tickets:read", NULL,
        "A ticket, by id or number"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/tickets/{id}",
        "ticket_update", "tickets:write",
        "priority:low|medium|high|urgent category:str64 "
        "subject:str255 skill:str64 team:uuid metadata:obj "
        "status:open|in_progress|awaiting_customer|resolved|closed "
        "resolution_category:str100 resolution_notes:str10000",
        "Change a ticket"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/support/escalate",
        "support_escalate", "tickets:write",
        "customer_id!:str255 "
        "source_type:whatsapp|web|email|chat|phone|messenger|"
        "instagram|telegram|sms|api source_reference_id:str255 "
        "source_phone_number:str32 subject:str255 "
        "escalation_reason!:str2000 escalation_category:str64 "
        "priority:low|medium|high|urgent status:str32 "
        "bot_detected_sentiment:str32 bot_confidence:num "
        "customer_journey_stage:str32 conversation_id:uuid "
        "metadata:obj",
        "An outside bot escalates"),

    /* rules */

    NGX_HTTP_RELEVO_READ("/api/v1/rules",
        "rules_get", "rules:read", NULL,
        "Hand-over triggers and rules"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/rules",
        "rules_put", "rules:write",
        "rules!:obj",
        "Replace them: a new version"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/rules/preview",
        "rules_preview", "rules:read",
        "text!:str4096 language:es|en|pt|fr|it history:arr rules:obj",
        "What would happen to a message, and why: a task"),

    NGX_HTTP_RELEVO_READ("/api/v1/desk",
        "desk_get", "settings:read", NULL,
        "Business hours, service levels, time-outs"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/desk",
        "desk_put", "settings:write",
        "rules!:obj",
        "Replace them"),

    NGX_HTTP_RELEVO_READ("/api/v1/business-hours",
        "hours_get", "settings:read", NULL,
        "When the desk is open, and whether it is"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/business-hours",
        "hours_put", "settings:write",
        "timezone:str64 hours:obj holidays:arr always:bool",
        "Change them"),

    /* knowledge */

    NGX_HTTP_RELEVO_READ("/api/v1/knowledge",
        "knowledge_list", "knowledge:read", NULL,
        "Documents of the knowledge base"),

    NGX_HTTP_RELEVO_READ("/api/v1/knowledge/{name}/{language}",
        "knowledge_get", "knowledge:read", NULL,
        "A document and its answers"),

    NGX_HTTP_RELEVO_LARGE(PUT, "/api/v1/knowledge/{name}/{language}",
        "knowledge_put", "knowledge:write",
        "items!:arr", 1048576,
        "Replace a document: a new version"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/knowledge/{name}/{language}",
        "knowledge_delete", "knowledge:write", NULL,
        "Remove a document"),

    /* intents */

    NGX_HTTP_RELEVO_READ("/api/v1/intents",
        "intent_list", "knowledge:read", NULL,
        "The tenant's intents, and the model made of them"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/intents/train",
        "intents_train", "knowledge:write",
        "dry_run:bool",
        "Learn them: a task"),

    NGX_HTTP_RELEVO_READ("/api/v1/intents/{name}",
        "intent_get", "knowledge:read", NULL,
        "An intent and its examples"),

    NGX_HTTP_RELEVO_LARGE(PUT, "/api/v1/intents/{name}",
        "intent_put", "knowledge:write",
        "description:str500 examples!:arr", 1048576,
        "Make or replace an intent"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/intents/{name}",
        "intent_delete", "knowledge:write", NULL,
        "Remove an intent"),

    /* words */

    NGX_HTTP_RELEVO_READ("/api/v1/canned-replies",
        "canned_list", "knowledge:read",
        "limit:int language:es|en|pt|fr|it q:str100",
        "Canned replies: shared ones and one's own"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/canned-replies",
        "canned_create", "conversations:write",
        "shortcut!:str40 language:es|en|pt|fr|it title:str120 "
        "text!:str4096 personal:bool",
        "Add one"),

    NGX_HTTP_RELEVO_READ("/api/v1/canned-replies/{id}",
        "canned_get", "knowledge:read", NULL,
        "A canned reply"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/canned-replies/{id}",
        "canned_update", "conversations:write",
        "shortcut:str40 language:es|en|pt|fr|it title:str120 "
        "text:str4096",
        "Change one"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/canned-replies/{id}",
        "canned_delete", "conversations:write", NULL,
        "Remove one"),

    NGX_HTTP_RELEVO_READ("/api/v1/canned-replies/{id}/text/{conversation_id}",
        "canned_render", "conversations:read", NULL,
        "Its text, filled in for a conversation"),

    NGX_HTTP_RELEVO_READ("/api/v1/templates",
        "template_list", "knowledge:read",
        "limit:int language:es|en|pt|fr|it",
        "WhatsApp templates"),

    NGX_HTTP_RELEVO_READ("/api/v1/templates/{name}/{language}",
        "template_get", "knowledge:read", NULL,
        "A template"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/templates/{name}/{language}",
        "template_put", "knowledge:write",
        "category!:marketing|utility|authentication "
        "status:approved|paused|rejected header:str60 body!:str1024 "
        "footer:str60",
        "Make or replace a template, as WhatsApp has approved it"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/templates/{name}/{language}",
        "template_delete", "knowledge:write", NULL,
        "Forget a template"),

    /* voice */

    NGX_HTTP_RELEVO_READ("/api/v1/persona",
        "persona_get", "settings:read", NULL,
        "What a model is told to be, and its versions"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/persona",
        "persona_put", "settings:write",
        "persona!:str4000 note:str200",
        "A new version"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/persona/preview",
        "persona_preview", "settings:read",
        "persona:str4000 language:es|en|pt|fr|it",
        "The whole of what a model would be told: a task"),

    NGX_HTTP_RELEVO_READ("/api/v1/branding",
        "branding_get", "", NULL,
        "Name, logo and colours"),

    NGX_HTTP_RELEVO_LARGE(PATCH, "/api/v1/branding",
        "branding_update", "settings:write",
        "name:str80 logo_url:str500 logo_data:str100000 colours:obj",
        131072,
        "Change them"),

    /* channels */

    NGX_HTTP_RELEVO_READ("/api/v1/channel-accounts",
        "channel_list", "channels:read", NULL,
        "Channel accounts; secrets are never shown"),

    NGX_HTTP_RELEVO_SEALED(PUT, "/api/v1/channel-accounts/{channel}/{account}",
        "channel_put", "channels:write",
        "name:str255 settings:obj credential:secret",
        "Add or change an account"),

    NGX_HTTP_RELEVO_WRITE(DELETE,
        "/api/v1/channel-accounts/{channel}/{account}",
        "channel_delete", "channels:write", NULL,
        "Remove an account"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/channels/{id}/test",
        "channel_test", "channels:write",
        "endpoint:str64",
        "Is it really set up? A webhook, followed to its message: a task"),

    NGX_HTTP_RELEVO_SEALED(PUT, "/api/v1/endpoints/{channel}/{name}",
        "endpoint_put", "channels:write",
        "scheme!:str32 settings:obj secret!:secret "
        "verify_token:secret",
        "Make an endpoint or change its secret"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/endpoints/{channel}/{name}",
        "endpoint_delete", "channels:write", NULL,
        "Remove an endpoint"),

    /* notifications */

    NGX_HTTP_RELEVO_READ("/api/v1/notification-routes",
        "notification_route_list", "notifications:read", NULL,
        "Where notifications go"),

    NGX_HTTP_RELEVO_SEALED(POST, "/api/v1/notification-routes",
        "notification_route_create", "notifications:write",
        "name!:str128 kind!:email|slack|webhook|sms|template "
        "target:str2048 account:str128 agent:uuid language:es|en|pt|fr|it "
        "events:arr min_priority:low|medium|high|urgent settings:obj "
        "digest_minutes:int quiet:obj hold_urgent:bool daily_at:str5 "
        "expire_minutes:int enabled:bool secret:secret",
        "Add a target; an e-mail address is asked to confirm"),

    NGX_HTTP_RELEVO_READ("/api/v1/notification-routes/{id}",
        "notification_route_get", "notifications:read", NULL,
        "A target, and how it does"),

    NGX_HTTP_RELEVO_SEALED(PATCH, "/api/v1/notification-routes/{id}",
        "notification_route_update", "notifications:write",
        "name:str128 target:str2048 account:str128 agent:uuid "
        "language:es|en|pt|fr|it events:arr "
        "min_priority:low|medium|high|urgent settings:obj "
        "digest_minutes:int quiet:obj hold_urgent:bool daily_at:str5 "
        "expire_minutes:int enabled:bool secret:secret",
        "Change it: a merge patch"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/notification-routes/{id}",
        "notification_route_delete", "notifications:write", NULL,
        "Remove it; what waits for it is cancelled"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/notification-routes/{id}/test",
        "notification_route_test", "notifications:write", NULL,
        "Send a test, or ask for confirmation again"),

    NGX_HTTP_RELEVO_READ("/api/v1/notifications",
        "notification_list", "notifications:read",
        NGX_HTTP_RELEVO_PAGE " event:str64",
        "Notifications and their deliveries, the newest first"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/notifications",
        "notification_create", "notifications:write",
        "text!:str2000 priority:low|medium|high|urgent routes:arr",
        "Notify by hand"),

    NGX_HTTP_RELEVO_READ("/api/v1/notifications/{id}",
        "notification_get", "notifications:read", NULL,
        "A notification and its deliveries"),

    { NGX_HTTP_GET, "/api/v1/notify/confirm", "notify_confirm_page",
      NGX_HTTP_RELEVO_SQL_PUBLIC("notify_confirm_page"), NULL,
      NGX_HTTP_RELEVO_ROUTE_FORM, "token:str128", NULL, 0,
      "The page behind the link of a confirmation" },

    { NGX_HTTP_POST, "/api/v1/notify/confirm", "notify_confirm",
      NGX_HTTP_RELEVO_SQL_PUBLIC("notify_confirm"), NULL,
      NGX_HTTP_RELEVO_ROUTE_FORM, "token:str128", NULL, 0,
      "Its button: notifications are wanted" },

    { NGX_HTTP_GET, "/api/v1/notify/leave", "notify_leave_page",
      NGX_HTTP_RELEVO_SQL_PUBLIC("notify_leave_page"), NULL,
      NGX_HTTP_RELEVO_ROUTE_FORM, "token:str128", NULL, 0,
      "The page behind the link to unsubscribe" },

    { NGX_HTTP_POST, "/api/v1/notify/leave", "notify_leave",
      NGX_HTTP_RELEVO_SQL_PUBLIC("notify_leave"), NULL,
      NGX_HTTP_RELEVO_ROUTE_FORM, "token:str128", NULL, 0,
      "Its button, or that of a mail program (RFC 8058)" },

    /* operations */

    NGX_HTTP_RELEVO_READ("/api/v1/dead-letters",
        "dead_letter_list", "operations:read", NGX_HTTP_RELEVO_PAGE,
        "Dead letters"),

    NGX_HTTP_RELEVO_READ("/api/v1/dead-letters/{id}",
        "dead_letter_get", "operations:read", NULL,
        "A dead letter, with its bytes"),

    NGX_HTTP_RELEVO_WRITE(DELETE, "/api/v1/dead-letters/{id}",
        "dead_letter_delete", "operations:write", NULL,
        "Delete a dead letter"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/dead-letters/{id}/replay",
        "dead_letter_replay", "operations:write", NULL,
        "Into the ingress log again: a task"),

    NGX_HTTP_RELEVO_READ("/api/v1/tasks/{id}",
        "task_get", "", NULL,
        "What came of a task"),

    NGX_HTTP_RELEVO_READ("/api/v1/reviews",
        "review_list", "operations:read",
        NGX_HTTP_RELEVO_PAGE " language:es|en|pt|fr|it state:open|scored",
        "Replies of the bot to be looked at"),

    NGX_HTTP_RELEVO_READ("/api/v1/reviews/scores",
        "review_scores", "operations:read",
        "from:time",
        "How good they were, by language"),

    NGX_HTTP_RELEVO_WRITE(POST, "/api/v1/reviews/sample",
        "review_sample", "operations:write",
        "per_language:int from:time",
        "Pick some more"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/reviews/{id}",
        "review_score", "operations:write",
        "score!:int comment:str2000 faults:arr",
        "Score one"),

    NGX_HTTP_RELEVO_READ("/api/v1/usage",
        "usage_get", "usage:read",
        "from:time to:time by:day|month",
        "Usage by day or month, and limits"),

    NGX_HTTP_RELEVO_READ("/api/v1/limits",
        "limit_list", "usage:read", NULL,
        "What may be used, and how much of it is"),

    NGX_HTTP_RELEVO_WRITE(PATCH, "/api/v1/limits",
        "limits_warn", "settings:write",
        "limits!:obj",
        "Change soft limits"),

    NGX_HTTP_RELEVO_WRITE(PUT, "/api/v1/limits",
        "limits_put", "tenants",
        "limits!:obj",
        "Change soft and hard limits: the operator"),

    NGX_HTTP_RELEVO_READ("/api/v1/audit",
        "audit_list", "audit:read", NGX_HTTP_RELEVO_PAGE,
        "Who changed what"),

    /* admin */

    { NGX_HTTP_POST, "/api/v1/admin/conversations/{id}/reset",
      "conversation_reset", NGX_HTTP_RELEVO_SQL_WRITE("conversation_reset",
      "conversations:admin"), "conversations:admin",
      NGX_HTTP_RELEVO_ROUTE_HIDDEN, NULL, NULL, 0, "" },

    NGX_HTTP_RELEVO_READ("/api/v1/admin/conversations/{id}/escalation",
        "escalation_get", "conversations:read", NULL,
        "What is known of a hand-over"),

    { NGX_HTTP_GET, "/live/agent", "live_agent",
      NGX_HTTP_RELEVO_SQL_READ("live_agent", ""), "",
      NGX_HTTP_RELEVO_ROUTE_LIVE|NGX_HTTP_RELEVO_ROUTE_READ, NULL, NULL, 0,
      "Live events of staff (text/event-stream)" },

    { NGX_HTTP_GET, "/api/v1/openapi.json", "openapi", NULL, NULL,
      NGX_HTTP_RELEVO_ROUTE_OPENAPI|NGX_HTTP_RELEVO_ROUTE_PUBLIC
      |NGX_HTTP_RELEVO_ROUTE_READ, NULL, NULL, 0,
      "This document" },
};


const ngx_http_relevo_route_t *
ngx_http_relevo_routes(void)
{
    return ngx_http_relevo_route_table;
}


ngx_uint_t
ngx_http_relevo_routes_n(void)
{
    return sizeof(ngx_http_relevo_route_table)
           / sizeof(ngx_http_relevo_route_table[0]);
}
