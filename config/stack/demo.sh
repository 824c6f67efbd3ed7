# demo - an agent and an administrator of the demo tenant: a hand-over can be
# played, and the set-up looked at, at once.

demo_minutes=60

# A link that logs this agent in, once and within an hour: each `up` makes a
# new password, which is in the link that is printed and nowhere else.  Who has
# removed the agent gets none back.
demo_link() {
    local name=$1 role=$2 page=$3 email=$1@demo.example password made
    password=$(head -c 15 /dev/urandom | od -An -tx1 | tr -d ' \n')

    # on stdin: arguments of programs are seen by everybody on the machine
    made=$(sql relevo << END
with t as (
    select tenant_id from core.tenant where slug = 'demo'),
known as (
    select a.id, a.enabled from core.agent a join t using (tenant_id)
    where a.email = '$email'),
made as (
    select core.agent_save(t.tenant_id, null, '{"email": "$email",
        "name": "Demo $name", "role": "$role"}') #>> '{agent,id}' as id
    from t where not exists (select from known)),
agent as (
    select id from known where enabled union all select id::uuid from made)
select core.password_once(t.tenant_id, agent.id, '$password', $demo_minutes)
    ->> 'ok'
from t, agent
END
    ) || die "the demo $name could not be made"

    [ "$made" = true ] || return 0
    echo "http://127.0.0.1:$PORT/console/$page/#/demo?tenant=demo" \
        "&email=$email&password=$password" | tr -d ' '
}
