# Each component dies while conversations are in every state of a hand-over:
# with the bot, waiting, assigned, a person's, resolved with a mark asked for,
# archived.  Nothing moves by that, and each goes on as if nothing had been.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Dialog;
use Relevo::Http;
use Relevo::Wait;
use Relevo::World;

my $WISH = 'I want to talk to a person';

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'deliver.retry' => '50ms' });
my $dialog = Relevo::Dialog->new($w);
my $ana = Relevo::Api->agent($w, 'demo', 'ana', 'supervisor');
my $tenant = $ana->{tenant};
my $number = 5215550000;

$w->pg->do(q{select core.desk_set($1, '{"accept_minutes": 0, "csat_seconds": 0,
    "away_seconds": 86400, "offline_seconds": 86400}')}, $tenant);
is($ana->patch("/api/v1/agents/$ana->{agent}/status", { status => 'online' })->{status}, 200,
    'somebody is there');


# So many more than she has: the next hand-over beyond that waits.
sub room {
    my ($n) = @_;

    my $load = $w->pg->value('select core.agent_load($1, $2)', $tenant, $ana->{agent});
    my $r = $w->pg->value('select core.agent_save($1, $2, $3)', $tenant, $ana->{agent},
        { capacity => $load + $n });
    die "capacity: $r->{detail}" unless $r->{ok};
}


sub act {
    my ($c, $what, $body) = @_;

    my $r = $ana->post("/api/v1/conversations/$c->{id}/$what", $body // {});
    is($r->{status}, $what eq 'messages' ? 201 : 200, $what) or diag($r->{body});
    return $r->{json};
}


sub wish {
    my $r = $dialog->say(++$number, $WISH);
    return { number => $number, id => $r->{id} };
}


# One conversation in each state.
sub scene {
    my %c;

    room(3);
    $c{$_} = wish() for qw(resolved archived);
    act($_, 'claim') for @c{qw(resolved archived)};
    act($_, 'resolve') for @c{qw(resolved archived)};
    $ana->post("/api/v1/conversations/$c{archived}{id}/archive");
    wait_until { $w->pg->value(q{select rating_asked_at is not null from core.conversation
        where id = $1}, $c{resolved}{id}) } 20, 'the question for a mark';
    room(2);
    $c{$_} = wish() for qw(human assigned);
    act($c{human}, 'claim');
    $c{waiting} = wish();
    $c{bot} = { number => ++$number, id => $dialog->say($number, 'hola')->{id} };
    return \%c;
}


# What must be as it was: state, epoch, agent, ticket, timers.
sub facts {
    my ($c) = @_;

    return { map { my $name = $_; $name => $w->pg->row(q{select c.state, c.epoch, c.last_seq,
            a.agent_id, t.number, t.status, t.queued_at is not null as queued,
            (select count(*) from core.timer x where x.kind in ('idle', 'close')
                and (x.ref like c.id || '%' or x.ref like t.id || '%')
                or x.ref in (t.id || ' first_response', t.id || ' resolution')) as timers
        from core.conversation c
        left join core.assignment a on a.conversation_id = c.id and a.ended_at is null
        left join core.ticket t on t.conversation_id = c.id where c.id = $1}, $c->{$name}{id}) }
        keys %$c };
}


sub reaches {
    my ($c, $text) = @_;

    my $id = act($c, 'messages', { text => $text })->{id};
    ok((wait_for { ($w->pg->value('select state from core.outbox where id = $1', $id) // '') eq 'sent' }
        20), 'what she writes is sent');
}


sub silent {
    my ($c, $text) = @_;

    my $r = $dialog->say($c->{number}, $text);
    is($r->{outcome}, 'silent', 'the bot says nothing');
    my $all = $ana->get("/api/v1/conversations/$c->{id}/messages")->{body};
    like($all, qr/\Q$text\E/, '... and the agent sees it');
}


# Each goes on from where it was.
my %goes_on = (
    bot => sub {
        my ($c) = @_;
        my $r = $dialog->say($c->{number}, 'gracias');
        is($r->{state}, 'bot', 'still the bot\'s');
        isnt($r->{text}, '', '... which answers');
    },
    waiting => sub {
        my ($c) = @_;
        silent($c, 'is anybody there?');
        $w->pg->do(q{with t as (select tenant_id, id from core.ticket where conversation_id = $1),
                s as (update core.sla s set due_at = now() from t where s.tenant_id = t.tenant_id
                    and s.ticket_id = t.id and s.kind = 'first_response')
            update core.timer x set due_at = now() from t where x.tenant_id = t.tenant_id
                and x.ref = t.id || ' first_response'}, $c->{id});
        ok((wait_for { $w->pg->value(q{select s.breached_at is not null from core.sla s
            join core.ticket t on t.id = s.ticket_id where t.conversation_id = $1
            and s.kind = 'first_response'}, $c->{id}) } 20), 'its service level is watched');
        room(1);
        ok((wait_for { ($w->pg->value(q{select agent_id from core.assignment
            where conversation_id = $1 and ended_at is null}, $c->{id}) // '') eq $ana->{agent} }
            20), 'room is found for it');
    },
    assigned => sub {
        my ($c) = @_;
        silent($c, 'still waiting');
        is(act($c, 'claim')->{state}, 'human', 'it can be claimed');
    },
    human => sub {
        my ($c) = @_;
        silent($c, 'my order is late');
        reaches($c, 'I am looking it up.');
        is(act($c, 'release')->{state}, 'bot', 'and given back');
    },
    resolved => sub {
        my ($c) = @_;
        is($dialog->say($c->{number}, '5')->{state}, 'resolved', 'a mark opens nothing');
        is($w->pg->value(q{select rating from core.episode where conversation_id = $1}, $c->{id}), 5,
            '... and is kept');
        is($dialog->say($c->{number}, 'hola')->{state}, 'bot', 'a word does');
    },
    archived => sub {
        my ($c) = @_;
        is($dialog->say($c->{number}, 'hola')->{state}, 'bot', 'it comes back with a word');
    },
);

my %dies = (
    worker   => sub { $w->kill9(worker => all => 1)->start('worker') },
    nginx    => sub {                   # stopped first: the master makes no new worker
        $w->freeze('nginx');
        $w->kill9(nginx => all => 1)->start('nginx');
    },
    redis    => sub { $w->kill9('redis')->start('redis') },
    postgres => sub { $w->part('postgres')->crash; $w->start('postgres') },
);

for my $part (qw(worker nginx redis postgres)) {
    my $c = scene();
    my $before = facts($c);

    is_deeply([map { $before->{$_}{state} } sort keys %$before],
        [qw(archived pending_handoff bot human resolved pending_handoff)], "$part: the scene is set");
    $dies{$part}->();
    wait_until { eval { $ana->get('/api/v1/me')->{status} == 200 } } 30, 'the session goes on';
    wait_until { http($w->url, GET => '/readyz')->{status} == 200 } 30, 'webhooks are taken';
    is_deeply(facts($c), $before, "$part dies: nothing moves");

    # the heartbeats of a desk, as its page sends them
    $ana->post('/api/v1/me/heartbeat');
    for my $state (sort keys %goes_on) {
        subtest "$part: $state goes on" => sub { $goes_on{$state}->($c->{$state}) };
    }
    $w->pg->do(q{select core.handoff_resolve($1, c.id, '{"kind": "api"}', null, null)
        from core.conversation c where c.tenant_id = $1 and c.state in ('human', 'pending_handoff')},
        $tenant);
}

Relevo::World->finish;
