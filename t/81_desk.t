# People at the same moment: numbers without gaps, loads that differ by one,
# claims of which one wins, and no word of the bot after a claim.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
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
            require POSIX;
            POSIX::_exit($ok ? 0 : 1);
        }
        $pid;
    } 1 .. $n;
    $meanwhile->() if $meanwhile;
    my $bad = 0;
    for (@pids) { waitpid $_, 0; $bad++ if $? }
    is($bad, 0, "$n at once, none failed");
}

subtest 'a thousand claims while a reply is being made: no word of the bot after one' => sub {
    my $n = $ENV{RELEVO_TEST_CLAIMS} // 1000;
    my @who = map { $pg->value(q{select core.agent_save($1, null, $2) -> 'agent' ->> 'id'}, $tenant,
        { email => "c$_\@claim.test", capacity => 1000 }) } 1 .. 4;
    my $of = q{select c.id, i.value from core.conversation c join core.identity i on i.conversation_id = c.id
        where i.value like 'race%' order by i.value};
    $talk->say(sprintf('race%04d', $_), 'hola') for 1 .. $n;
    wait_until { $pg->value(q{select count(*) from core.conversation c join core.identity i
        on i.conversation_id = c.id where i.value like 'race%' and c.done_seq = 1}) == $n } 120, 'the first words';
    my @c = map { $_->{id} } $pg->rows($of);

    together(4, sub {
        my ($own, $i) = @_;
        for my $k (grep { $_ % 4 == $i - 1 } 0 .. $#c) {
            my $point = $k % 5 ? 'last_seq' : 'done_seq';       # most: while it is under way
            wait_for { $own->value("select $point from core.conversation where id = \$1", $c[$k]) > 1 } 60;
            my $r = $own->value('select core.handoff_claim($1, $2, $3)', $tenant, $c[$k], me($who[$i - 1]));
            die encode_json($r) if !$r->{ok};
        }
    }, sub {                            # meanwhile each says something, a little ahead of its claim
        for my $k (1 .. $n) {
            $talk->say(sprintf('race%04d', $k), '¿cuánto cuesta el envío?');
            wait_for { $pg->value('select count(*) from core.assignment') >= $k - 4 } 60;
        }
    });
    wait_until { !$pg->value(q{select count(*) from core.conversation where done_seq < last_seq}) } 60, 'rest';

    my $r = $pg->row(q{select count(*) as claims,
            count(*) filter (where exists (select from core.turn t where t.conversation_id = s.conversation_id
                and t.to_seq = 2 and t.outcome = 'ok')) as before,
            count(*) filter (where exists (select from core.turn t where t.conversation_id = s.conversation_id
                and t.to_seq = 2 and t.outcome = 'stale')) as dropped,
            (select count(*) from core.outbox o join core.assignment z on z.conversation_id = o.conversation_id
                where o.origin = 'bot' and o.inflight_at > z.claimed_at) as after,
            (select count(*) from core.outbox o join core.assignment z on z.conversation_id = o.conversation_id
                where o.origin = 'bot' and o.created_at > z.claimed_at) as made
        from core.assignment s join core.agent a on a.id = s.agent_id where a.email like '%claim.test'});
    is($r->{claims}, $n, "$n claims");
    is($r->{after}, 0, 'nothing of the bot was sent after one');
    is($r->{made}, 0, 'nor written');
    cmp_ok($r->{dropped}, '>', 0, "$r->{dropped} replies were under way and came too late, $r->{before} before");

    my $one = $pg->row("select * from ($of) q limit 1");
    $pg->do(q{select core.handoff_release($1, $2, '{"kind": "api"}', null)}, $tenant, $one->{id});
    like($talk->turn($one->{value}, 'hola')->{text}, qr/Hola/, 'released: the next message is answered');
};

subtest 'a thousand tickets at once have no gaps' => sub {
    together(10, sub {
        my ($own, $i) = @_;
        for my $k (1 .. 100) {
            $own->do(q{select core.ticket_open($1, null, '{"source_type": "email", "subject": "x"}')}, $tenant);
            if ($k % 10 == 0) {         # and what is rolled back leaves none
                $own->try(q{select core.ticket_open($1, null, '{"source_type": "email"}'), 1 / (random() * 0)::int}, $tenant);
            }
        }
    });
    my $r = $pg->row(q{select count(*) as n, count(distinct number) as d, max(split_part(number, '-', 3)::int)
        - min(split_part(number, '-', 3)::int) + 1 as span from core.ticket
        where tenant_id = $1 and source_type = 'email'}, $tenant);
    is("$r->{n} $r->{d} $r->{span}", '1000 1000 1000', 'a thousand numbers in a row') or diag explain $r;
};

subtest 'a thousand chats and a hundred agents' => sub {
    $pg->do(q{select core.agent_status($1, id, 'offline', '{"kind": "cli"}') from core.agent where tenant_id = $1}, $tenant);
    $pg->do(q{with a as (select account_id, partition from core.conversation where tenant_id = $1 limit 1),
        n as (insert into core.contact (tenant_id, id, account_id, name) select $1, core.uuid7(), account_id, 'load'
            from a, generate_series(1, 1000) returning id)
        insert into core.conversation (tenant_id, id, account_id, contact_id, partition)
        select $1, core.uuid7(), account_id, n.id, partition from a, n}, $tenant);
    my $many = q{select c.id from core.conversation c join core.contact k on k.id = c.contact_id
        where k.name = 'load' order by c.id};
    my @first = map { $_->{id} } $pg->rows($many);
    together(4, sub {
        my ($own, $i) = @_;
        for my $k (grep { $_ % 4 == $i - 1 } 0 .. $#first) {
            $own->do(q{select core.handoff_start($1, $2, '{"kind": "api"}', '{"notice": false}')}, $tenant, $first[$k]);
        }
    });
    is($pg->value('select count(*) from core.ticket where tenant_id = $1 and queued_at is not null', $tenant) >= 1000,
        JSON::PP::true, 'a thousand wait');
    $pg->do(q{select core.agent_save($1, null, jsonb_build_object('email', 'a' || i || '@load.test', 'capacity', 20))
        from generate_series(1, 100) i}, $tenant);
    my @ids = map { $_->{id} } $pg->rows(q{select id from core.agent where email ~ 'load.test'});
    together(4, sub {
        my ($own, $i) = @_;
        for my $k (grep { $_ % 4 == $i - 1 } 0 .. $#ids) {
            $own->do(q{select core.agent_status($1, $2, 'online', '{"kind": "cli"}')}, $tenant, $ids[$k]);
        }
    });
    ok((wait_for { !$pg->value('select count(*) from core.ticket where tenant_id = $1 and queued_at is not null',
        $tenant) } 60), 'the worker drains the queue');
    my $l = $pg->row(q{select min(n), max(n), sum(n) from (select core.agent_load(tenant_id, id) as n
        from core.agent where email ~ 'load.test') q});
    cmp_ok($l->{max}, '<=', 20, 'nobody has too much');
    diag("load $l->{min} to $l->{max}");
    # Who came first was alone with the queue; from now on it is fair.
    my @load = map { $_->{id} } $pg->rows($many);
    together(4, sub {
        my ($own, $i) = @_;
        for my $k (grep { $_ % 4 == $i - 1 } 0 .. $#load) {
            $own->do(q{select core.handoff_reset($1, $2, '{"kind": "api"}')}, $tenant, $load[$k]);
        }
    });
    together(4, sub {
        my ($own, $i) = @_;
        for my $k (grep { $_ % 4 == $i - 1 } 0 .. $#load) {
            $own->do(q{select core.handoff_start($1, $2, '{"kind": "api"}', '{"notice": false}')}, $tenant, $load[$k]);
        }
    });
    $l = $pg->row(q{select min(n), max(n) from (select core.agent_load(tenant_id, id) as n
        from core.agent where email ~ 'load.test') q});
    cmp_ok($l->{max} - $l->{min}, '<=', 1, "the loads differ by one at most ($l->{min} to $l->{max})");
};

subtest 'two claims at once: one wins' => sub {
    my @c = map { $_->{id} } $pg->rows(q{select c.id from core.conversation c join core.contact k
        on k.id = c.contact_id where k.name = 'load' order by c.id limit 50});
    $pg->do(q{select core.handoff_reset($1, id, '{"kind": "api"}') from core.conversation where id = any ($2::uuid[])},
        $tenant, '{' . join(',', @c) . '}');
    my @who = map { $_->{id} } $pg->rows(q{select id from core.agent where email ~ 'load.test' limit 4});
    together(4, sub {
        my ($own, $i) = @_;
        for my $id (@c) {
            my $r = $own->value('select core.handoff_claim($1, $2, $3)', $tenant, $id, me($who[$i - 1]));
            die encode_json($r) if !$r->{ok} && $r->{error} !~ /^(claimed|assigned|capacity)$/;
        }
    });
    my $r = $pg->row(q{select count(*) as n, count(distinct conversation_id) as d from core.assignment
        where conversation_id = any ($1::uuid[]) and ended_at is null}, '{' . join(',', @c) . '}');
    is($r->{n}, $r->{d}, "each has one agent ($r->{n})");
};

Relevo::World->finish;
