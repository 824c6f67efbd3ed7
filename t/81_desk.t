# People at the same moment: numbers without gaps, loads that differ by one,
# claims of which one wins, and no word of the bot after a claim.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use POSIX ();
use Test::More;

use Relevo::Pg;
use Relevo::Talk;
use Relevo::Wait;
use Relevo::World;

# burst_ms: the reply is ready at once and waits that long for its commit
my $w = Relevo::World->new(parts => [qw(redis postgres worker)], stopped => 1,
    set => { 'turn.burst_ms' => 150, 'sweep.interval' => 100 });
$w->start(qw(redis postgres));
for my $cli ([qw(tenant add shop --language es)], [qw(channel add webchat shop --tenant shop)]) {
    my $r = $w->cli(@$cli);
    is($r->{status}, 0, "@$cli") or diag($r->{err});
}
$w->start('worker');

my $pg = $w->pg;
my $talk = Relevo::Talk->new($w, 'shop');
my $tenant = $pg->value(q{select tenant_id from core.tenant where slug = 'shop'});

# A slow machine is no reason to be away.
$pg->do(q{select core.desk_set($1, '{"accept_minutes": 0}')}, $tenant);

sub me { return { kind => 'agent', id => $_[0] } }

# Children that each run a piece of code with a connection of their own.
sub together {
    my ($n, $code, $meanwhile) = @_;

    my $conninfo = $w->part('postgres')->conninfo('relevo_worker');
    my @pids = map {
        my $i = $_;
        my $pid = fork // die "fork: $!";
        if (!$pid) {
            my $ok = eval { my $own = Relevo::Pg->new($conninfo); $code->($own, $i); 1 };
            warn $@ if !$ok;
            POSIX::_exit($ok ? 0 : 1);
        }
        $pid;
    } 1 .. $n;
    $meanwhile->() if $meanwhile;
    my $bad = 0;
    for (@pids) { waitpid $_, 0; $bad++ if $? }
    is($bad, 0, "$n at once, none failed");
}


# The ids shared among four: $code->($connection, $id, $nth).
sub shared {
    my ($code, $meanwhile, @ids) = @_;

    together(4, sub {
        my ($own, $i) = @_;
        $code->($own, $ids[$_], $_) for grep { $_ % 4 == $i - 1 } 0 .. $#ids;
    }, $meanwhile);
}

sub start_all {
    shared(sub { $_[0]->do(q{select core.handoff_start($1, $2, '{"kind": "api"}', '{"notice": false}')},
        $tenant, $_[1]) }, undef, @_);
}

sub reset_all {
    shared(sub { $_[0]->do(q{select core.handoff_reset($1, $2, '{"kind": "api"}')}, $tenant, $_[1]) },
        undef, @_);
}

sub agent_add {
    my ($email, $capacity) = @_;
    return $pg->value(q{select core.agent_save($1, null, $2) -> 'agent' ->> 'id'}, $tenant,
        { email => $email, capacity => $capacity });
}

sub queued {
    return $pg->value('select count(*) from core.ticket where tenant_id = $1
        and queued_at is not null', $tenant);
}

sub loads {
    return $pg->row(q{select min(n), max(n) from (select core.agent_load(tenant_id, id) as n
        from core.agent where email like '%load.test') q});
}


subtest 'a thousand claims while a reply is being made: no word of the bot after one' => sub {
    my $n = $ENV{RELEVO_TEST_CLAIMS} // 1000;
    my @who = map { agent_add("c$_\@claim.test", 1000) } 1 .. 4;
    my $of = q{select c.id, i.value, c.done_seq from core.conversation c
        join core.identity i on i.conversation_id = c.id where i.value like 'race%'};
    $talk->say(sprintf('race%04d', $_), 'hola') for 1 .. $n;
    wait_until { $pg->value("select count(*) from ($of) q where done_seq = 1") == $n } 120, 'the first words';
    my @c = map { $_->{id} } $pg->rows("$of order by i.value");

    my $claim = sub {
        my ($own, $id, $k) = @_;
        my $point = $k % 5 ? 'last_seq' : 'done_seq';       # most: while it is under way
        wait_for { $own->value("select $point from core.conversation where id = \$1", $id) > 1 } 60;
        my $r = $own->value('select core.handoff_claim($1, $2, $3)', $tenant, $id, me($who[$k % 4]));
        die encode_json($r) if !$r->{ok};
    };
    shared($claim, sub {                # each says something, a little ahead of its claim
        for my $k (1 .. $n) {
            $talk->say(sprintf('race%04d', $k), '¿cuánto cuesta el envío?');
            wait_for { $pg->value('select count(*) from core.assignment') >= $k - 4 } 60;
        }
    }, @c);
    wait_until { !$pg->value('select count(*) from core.conversation where done_seq < last_seq') } 60, 'rest';

    my $r = $pg->row(q{select count(*) as claims,
            count(*) filter (where t.outcome = 'ok') as before,
            count(*) filter (where t.outcome = 'stale') as dropped,
            count(*) filter (where exists (select from core.outbox o where o.origin = 'bot'
                and o.conversation_id = s.conversation_id and o.inflight_at > s.claimed_at)) as after,
            count(*) filter (where exists (select from core.outbox o where o.origin = 'bot'
                and o.conversation_id = s.conversation_id and o.created_at > s.claimed_at)) as made
        from core.assignment s
        left join core.turn t on t.conversation_id = s.conversation_id and t.to_seq = 2});
    is($r->{claims}, $n, "$n claims");
    is($r->{after}, 0, 'nothing of the bot was sent after one');
    is($r->{made}, 0, 'nor written');
    cmp_ok($r->{dropped}, '>', $n / 20, "replies under way that were dropped: $r->{dropped}");
    cmp_ok($r->{before}, '>', $n / 20, "answered before the claim: $r->{before}");

    my $one = $pg->row("$of order by i.value limit 1");
    $pg->do(q{select core.handoff_release($1, $2, '{"kind": "api"}', null)}, $tenant, $one->{id});
    like($talk->turn($one->{value}, 'hola')->{text}, qr/Hola/, 'released: the next message is answered');
};

subtest 'a thousand tickets at once have no gaps' => sub {
    my $open = q{select core.ticket_open($1, null, '{"source_type": "email", "subject": "x"}')};
    together(10, sub {
        my ($own) = @_;
        for my $k (1 .. 100) {
            $own->do($open, $tenant);
            next if $k % 10;            # what is rolled back leaves none either
            $own->try("$open, 1 / (random() * 0)::int", $tenant);
        }
    });
    my $r = $pg->row(q{select count(*) as n, count(distinct number) as d,
        max(split_part(number, '-', 3)::int) - min(split_part(number, '-', 3)::int) + 1 as span
        from core.ticket where tenant_id = $1 and source_type = 'email'}, $tenant);
    is("$r->{n} $r->{d} $r->{span}", '1000 1000 1000', 'a thousand numbers in a row');
};

subtest 'a thousand chats and a hundred agents' => sub {
    $pg->do(q{with a as (select account_id, partition from core.conversation where tenant_id = $1 limit 1),
        n as (insert into core.contact (tenant_id, id, account_id, name)
            select $1, core.uuid7(), account_id, 'load' from a, generate_series(1, 1000) returning id)
        insert into core.conversation (tenant_id, id, account_id, contact_id, partition)
        select $1, core.uuid7(), account_id, n.id, partition from a, n}, $tenant);
    my @chats = map { $_->{id} } $pg->rows(q{select c.id from core.conversation c
        join core.contact k on k.id = c.contact_id where k.name = 'load' order by c.id});
    my $before = queued();
    start_all(@chats);
    is(queued() - $before, 1000, 'a thousand wait');

    my @agents = map { agent_add("a$_\@load.test", 20) } 1 .. 100;
    shared(sub { $_[0]->do(q{select core.agent_status($1, $2, 'online', '{"kind": "cli"}')}, $tenant, $_[1]) },
        undef, @agents);
    ok((wait_for { !queued() } 60), 'the worker drains the queue');
    cmp_ok(loads()->{max}, '<=', 20, 'nobody has too much');

    # Who came first was alone with the queue; among many it is fair.
    reset_all(@chats);
    start_all(@chats);
    my $l = loads();
    cmp_ok($l->{max} - $l->{min}, '<=', 1, "the loads differ by one at most: $l->{min} to $l->{max}");
};

subtest 'two claims at once: one wins' => sub {
    my @c = map { $_->{id} } $pg->rows(q{select c.id from core.conversation c
        join core.contact k on k.id = c.contact_id where k.name = 'load' order by c.id limit 50});
    my $ids = '{' . join(',', @c) . '}';
    reset_all(@c);
    my @who = map { agent_add("w$_\@claim.test", 1000) } 1 .. 4;
    together(4, sub {
        my ($own, $i) = @_;
        for my $id (@c) {
            my $r = $own->value('select core.handoff_claim($1, $2, $3)', $tenant, $id, me($who[$i - 1]));
            die encode_json($r) if !$r->{ok} && $r->{error} ne 'claimed';
        }
    });
    my $r = $pg->row(q{select count(*) as n, count(distinct conversation_id) as d from core.assignment
        where conversation_id = any ($1::uuid[]) and ended_at is null}, $ids);
    is("$r->{n} $r->{d}", '50 50', 'each has one agent');
};

# Who holds a conversation and its ticket may come to the desk next, while a
# team is removed at the desk: neither waits for what the other has.
subtest 'a team ends while one of its tickets is worked on' => sub {
    my $team = $pg->value(q{select core.team_save($1, null, 'short') ->> 'team'}, $tenant);
    my $c = $pg->row(q{select c.id from core.conversation c join core.contact k on k.id = c.contact_id
        where k.name = 'load' order by c.id limit 1});
    reset_all($c->{id});
    $pg->do(q{select core.handoff_start($1, $2, '{"kind": "api"}', $3)}, $tenant, $c->{id},
        { notice => JSON::PP::false, team => $team });
    my ($one, $two) = map { Relevo::Pg->new($w->part('postgres')->conninfo('relevo_worker')) } 1 .. 2;
    $one->do('begin');
    $one->do('select core.handoff_lock($1, $2), core.handoff_answered($1, $2)', $tenant, $c->{id});
    my $pid = fork // die "fork: $!";
    if (!$pid) {
        my $ok = eval { $two->do('select core.team_remove($1, $2)', $tenant, $team); 1 };
        POSIX::_exit($ok ? 0 : 1);
    }
    # at the desk, or done with it
    wait_until { $pg->value(q{select count(*) = 0 or bool_or(wait_event_type = 'Lock' or state = 'idle')
        from pg_stat_activity where query like '%team_remove%' and pid <> pg_backend_pid()}) } 10, 'it removes';
    is($one->try('select core.desk_lock($1)', $tenant), '', 'the desk can be had');
    $one->do('commit');
    waitpid $pid, 0;
    is($?, 0, 'and the team is gone');
};

Relevo::World->finish;
