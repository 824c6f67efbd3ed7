# demo - the agent of the demo tenant: a hand-over can be played at once.

demo_email=agent@demo.example

# Each `up` gives it a new random password, which is in the link that is
# printed and nowhere else.  Who has removed the agent gets none back.
demo_link() {
    local password made
    password=$(head -c 15 /dev/urandom | od -An -tx1 | tr -d ' \n')

    # on stdin: arguments of programs are seen by everybody on the machine
    made=$(sql relevo << END
with t as (
    select tenant_id from core.tenant where slug = 'demo'),
known as (
    select a.id, a.enabled from core.agent a join t using (tenant_id)
    where a.email = '$demo_email'),
made as (
    select core.agent_save(t.tenant_id, null, '{"email": "$demo_email",
        "name": "Demo agent", "role": "admin"}') #>> '{agent,id}' as id
    from t where not exists (select from known)),
agent as (
    select id from known where enabled union all select id::uuid from made)
select core.password_set(t.tenant_id, agent.id, '$password') ->> 'ok'
from t, agent
END
    ) || die "the demo agent could not be made"

    [ "$made" = true ] || return 0
    echo "http://127.0.0.1:$PORT/console/demo/#/demo?tenant=demo" \
        "&email=$demo_email&password=$password" | tr -d ' '
}
