# A conversation changes hands: the customer is told a ticket and a time, an
# agent claims, writes, gives it back or resolves it, the bot goes on, a mark
# is kept.  Then what people do at the same moment.

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

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $w = Relevo::World->new(parts => [qw(redis postgres worker)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'answer.below' => 'ask', 'sweep.interval' => 100 });
$w->start(qw(redis postgres));


sub cli_ok {
    my (@args) = @_;

    my $r = $w->cli(@args);
    is($r->{status}, 0, "@args") or diag($r->{err});
    return $r->{out};
}

cli_ok(qw(tenant add shop --language es));
cli_ok(qw(channel add webchat shop --tenant shop));
$w->start('worker');

my $pg = $w->pg;
my $talk = Relevo::Talk->new($w, 'shop');
my $tenant = $pg->value(q{select tenant_id from core.tenant where slug = 'shop'});


# core.<function>(tenant, ...) as the API calls it; the answer.
sub act {
    my ($name, @args) = @_;

    my $list = join ', ', map { '$' . ($_ + 1) } 0 .. @args;
    return $pg->value("select core.$name($list)", $tenant, @args);
}

sub me { return { kind => 'agent', id => $_[0] } }

sub out_texts {
    my ($visitor) = @_;
    return map { $_->{text} } $pg->rows(q{select text from core.message where conversation_id = $1
        and direction = 'out' and seq >= 0 order by created_at, id}, $talk->conversation($visitor)->{id});
}

sub sent {
    my ($visitor, $like) = @_;
    return wait_for {
        $pg->value(q{select count(*) from core.outbox where conversation_id = $1 and state = 'sent'
            and payload ->> 'text' ~ $2}, $talk->conversation($visitor)->{id}, $like);
    } 15;
}

sub ticket {
    my ($visitor) = @_;
    return $pg->row(q{select * from core.ticket where conversation_id = $1 order by id desc limit 1},
        $talk->conversation($visitor)->{id});
}

sub state_of { return $talk->conversation($_[0])->{state} }


subtest 'the command line makes a desk' => sub {
    like(cli_ok(qw(agent add eva@shop.test --tenant shop --name Eva --skills billing --languages), 'es,en'),
        qr/offline\s+agent\s+0\/5/, 'an agent');
    cli_ok(qw(agent add max@shop.test --tenant shop --role supervisor --capacity 2));
    cli_ok(qw(team add cobros --tenant shop));
    like(cli_ok(qw(team join cobros eva@shop.test --tenant shop)), qr/joined/, 'in a team');
    like(cli_ok(qw(team list --tenant shop)), qr/cobros: eva\@shop\.test/, 'which is listed');
    my $r = $w->cli(qw(agent add eva@shop.test --tenant shop));
    is($r->{status}, 1, 'once');
    like($r->{err}, qr/there is an agent with this address/, 'and says so');
    $r = $w->cli(qw(agent set nobody@shop.test --tenant shop --name X));
    like($r->{err}, qr/there is no such agent/, 'one that is not there');
    $r = $w->cli(qw(agent set eva@shop.test --tenant shop --capacity 5000));
    is($r->{status}, 2, 'a capacity that cannot be');
    $r = $w->cli(qw(agent list));
    like($r->{err}, qr/of which tenant/, 'a tenant is needed');
    like(cli_ok(qw(desk show --tenant shop)), qr/"first_response"/, 'the rules of the desk');
    my $file = $w->{dir} . '/desk.json';
    open my $fh, '>', $file or die "$file: $!";
    print $fh '{"csat_seconds": 0, "timezone": "Nowhere/Land"}';
    close $fh;
    like($w->cli(qw(desk set), $file, qw(--tenant shop))->{err}, qr/no time zone "Nowhere/,
        'a rule that is wrong is refused');
    open $fh, '>', $file or die "$file: $!";
    print $fh '{"csat_seconds": 0}';
    close $fh;
    cli_ok(qw(desk set), $file, qw(--tenant shop));
};

my %agent = map { $_->{email} =~ /^(\w+)/ ? ($1 => $_->{id}) : () }
    $pg->rows('select email, id from core.agent');

subtest 'nobody is here, then somebody is' => sub {
    my $t = $talk->turn('ana', 'quiero hablar con una persona');
    my $ticket = ticket('ana');
    is($t->{c}{state}, 'pending_handoff', 'handed over');
    like($t->{text}, qr/Tu número de caso es \Q$ticket->{number}\E\. Ahora mismo no hay nadie libre/,
        'the reply names the ticket and promises nothing');
    ok(sent('ana', 'no hay nadie libre'), 'and is sent');
    is($ticket->{origin}, 'bot', 'by the bot');
    like($ticket->{summary}, qr/^Customer: quiero hablar con una persona$/, 'with what was said');
    like(cli_ok(qw(ticket list --tenant shop --queued)), qr/\Q$ticket->{number}\E/, 'it waits');

    $talk->turn('ana', '¿hay alguien?');
    is(scalar(out_texts('ana')), 1, 'the bot is silent meanwhile');

    cli_ok(qw(agent set eva@shop.test --tenant shop --status online));
    is(ticket('ana')->{agent_id}, $agent{eva}, 'who comes gets it at once');
    my $live = join "\n", map { "@{ $_->[1] }" } @{ $w->redis->cmd('XRANGE', 'relevo:live', '-', '+') };
    like($live, qr/agent:$agent{eva}.*"type":"conversation\.assigned"/, 'and is told live');
    unlike($live, qr/hay alguien.*"a":"staff/, 'staff events carry no text');
};

subtest 'claimed, answered, released: the bot goes on' => sub {
    my $c = $talk->conversation('ana');
    my $r = act(handoff_claim => $c->{id}, me($agent{eva}));
    is($r->{state}, 'human', 'claimed');
    $r = act(agent_message => $c->{id}, $agent{eva}, { text => 'Soy Eva, ¿en qué te ayudo?' });
    ok($r->{ok}, 'Eva writes');
    ok(sent('ana', 'Soy Eva'), 'and it is delivered');
    my $live = join "\n", map { "@{ $_->[1] }" } @{ $w->redis->cmd('XRANGE', 'relevo:live', '-', '+') };
    like($live, qr/visitor:ana.*"from":"agent","text":"Soy Eva|visitor:ana.*Soy Eva/, 'to the visitor');
    $talk->turn('ana', 'mi pedido no llega');
    is(ticket('ana')->{status}, 'in_progress', 'the customer answered');
    is(scalar(out_texts('ana')), 2, 'and the bot did not');
    $r = act(handoff_release => $c->{id}, me($agent{eva}), undef);
    is($r->{state}, 'bot', 'released');
    my $t = $talk->turn('ana', 'hola');
    like($t->{text}, qr/Hola/, 'the bot answers again');
    like($pg->value('select summary from core.conversation_memory where conversation_id = $1', $c->{id}),
        qr/Eva.*gave it back.*Soy Eva/, 'and knows what she did');
};

subtest 'somebody is here: a time is promised' => sub {
    my $t = $talk->turn('ben', 'I want to speak to a human right now');
    like($t->{text}, qr/Your ticket number is TKT-\d{4}-0002\. A person will answer here within \d+ minutes\./,
        'in English, with minutes');
    $t = $talk->turn('cle', 'je veux parler à un conseiller humain');
    like($t->{text}, qr/Votre numéro de dossier est TKT-\d{4}-0003/, 'in French');
};

subtest 'resolved, rated, a new episode' => sub {
    my $c = $talk->conversation('ben');
    act(handoff_claim => $c->{id}, me($agent{eva}));
    my $r = act(handoff_resolve => $c->{id}, me($agent{eva}), 'answered', 'all good');
    is($r->{state}, 'resolved', 'resolved');
    ok(sent('ben', '^How was our help'), 'the worker asks for a rating, in the language of the conversation');
    my $t = $talk->turn('ben', '4/5');
    is($t->{reason}, 'rates', 'the answer is understood');
    like($t->{text}, qr/^Thank you for your rating/, 'and acknowledged');
    is($t->{c}{state}, 'resolved', 'it stays resolved');
    my $e = $pg->row('select * from core.episode where conversation_id = $1', $c->{id});
    is("$e->{rating} $e->{agent_id}", "4 $agent{eva}", 'kept for the episode and its agent');
    $t = $talk->turn('ben', 'hello');
    is("$t->{c}{state} $t->{c}{episode}", 'bot ' . ($c->{episode} + 1), 'the next message is a new episode');
    $t = $talk->turn('ben', '5');
    isnt($t->{reason}, 'rates', 'a number is a number again');
    is(act(rating_list => '2020-01-01', '2100-01-01')->[0]{mean}, 4, 'the mean of the agent');
    is(act(handoff_reopen => $c->{id}, { kind => 'api' })->{agent}, $agent{eva}, 'reopened: the same agent');
};

subtest 'the owner dies in every state' => sub {
    $talk->turn('dia', 'quiero un agente humano');
    my $c = $talk->conversation('dia');
    for my $step ([handoff_claim => me($agent{eva})], [handoff_release => me($agent{eva}), undef],
                  [handoff_start => { kind => 'api' }, {}], [handoff_claim => me($agent{eva})],
                  [handoff_resolve => me($agent{eva}), undef, undef]) {
        my ($name, @args) = @$step;
        ok(act($name => $c->{id}, @args)->{ok}, $name);
        $w->kill9(worker => all => 1);
        $w->start('worker');
    }
    ok(sent('dia', 'Una persona|persona'), 'what a dead one should have said is said');
    ok(sent('dia', 'número del 1 '), 'the rating is asked for all the same');
    is($pg->value(q{select count(*) from core.outbox where conversation_id = $1
        and payload ->> 'text' ~ 'número del 1 '}, $c->{id}), 1, 'once');
};

# ---- at the same moment ----

# Children that each run a piece of code with a connection of their own.
sub together {
    my ($n, $code) = @_;

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
    my $bad = 0;
    for (@pids) { waitpid $_, 0; $bad++ if $? }
    is($bad, 0, "$n at once, none failed");
}

subtest 'a thousand tickets at once have no gaps' => sub {
    my $t = act('ticket_number') && $pg->value('select last from core.ticket_counter where tenant_id = $1', $tenant);
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
