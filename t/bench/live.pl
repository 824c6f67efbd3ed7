# live - from a hand-over to the screens of a hundred agents, while 10,000
# messages a minute are answered by the bot in the same tenant.
#
#   ./build.sh bench live [SECONDS] [AGENTS]      # 30 100
#
# Five hand-overs a second, in turn by the API and by a customer's words.
# Their moment is the API's request, or the ticket's created_at: in the
# transaction of the bot's decision.  Every agent sees the same events, so a
# hand-over counts when the last of them has heard of it.

use strict;
use warnings;

use JSON::PP;
use Time::HiRes qw(time sleep);
use Test::More ();

use Cpu;
use Relevo::Api;
use Relevo::Wait;
use Relevo::World;

my $SECONDS = shift(@ARGV) // 30;
my $AGENTS = shift(@ARGV) // 100;
my $RATE = int(10_000 / 60 + 0.5);
my $BAR = 1000;
my $BUILD = $Relevo::World::BUILD;
my @accounts = map { 106500009000 . $_ } 1 .. 8;

my $w = Relevo::World->new(binary => "$BUILD/relevo", graph_binary => "$BUILD/bench/fake_graph",
    graph => ['--status', 'sent'], stopped => 1, nginx => { workers => 2, http => 'relevo_api_rate off;'
        . ' access_log off;' },
    postgres_args => [qw(-c shared_buffers=256MB -c max_wal_size=4GB)],
    set => { 'worker.processes' => 2, 'log.level' => 'warn', 'whatsapp.number_rate' => 1000 });
$w->start(@{ $w->{parts} });

my $key = Relevo::Api->key($w, 'demo', '*');
$w->pg->value('select core.account_add($1::uuid, $2, $3, $3)', $key->{tenant}, 'whatsapp', $_) for @accounts;
$w->pg->do(q{select core.desk_set($1, '{"accept_minutes": 0}')}, $key->{tenant});

my $tokens = $w->write_file('tokens', join '', map { "$_\n" } agents());
my ($port) = $w->url =~ /:(\d+)$/;
my @waiting = map { Relevo::Api::conversation($w, 'demo', "bench$_")->{id} } 1 .. $SECONDS * 3;
my $listeners = listen_all();
my %begin = (api => {}, said => {});
my %cpu = map { $_ => Cpu::seconds($w->pid($_)) } qw(nginx redis worker postgres);
my $from = time;
my $load = open my $out, '-|', "$BUILD/bench/loadgen", '--port', $port, '--channel', 'whatsapp',
    '--secret-file', $w->secret_file('whatsapp_app'), '--accounts', join(',', @accounts), '--count',
    $SECONDS * $RATE, '--connections', 16, '--contacts', 400, '--rate', $RATE, '--text', 'hola, buenos días'
    or die "loadgen: $!\n";

my @sent = hand_over_all();
my $loaded = join '', <$out>;
close $out or die "loadgen: $loaded\n";
my $took = time - $from;
my %used = map { $_ => Cpu::seconds($w->pid($_)) - $cpu{$_} } keys %cpu;
show(heard(@sent));
Test::More->builder->no_ending(1);
Relevo::World->over;


# Online, with room, each with a session.
sub agents {
    return split ' ', $w->pg->do(q{
        with a as materialized (select (core.agent_save($1, null, jsonb_build_object('email',
                'a' || i || '@x.test', 'capacity', 1000)) #>> '{agent,id}')::uuid as id
            from generate_series(1, $2::int) i),
        o as materialized (select id, core.token('rs_') as token, core.agent_status($1, id, 'online',
                '{"kind": "cli"}') from a),
        s as (insert into core.session (tenant_id, agent_id, hash, expires_at)
            select $1, id, core.token_hash(token), now() + interval '1 hour' from o returning 1)
        select string_agg(token, ' ') from o, (select count(*) from s) c}, $key->{tenant}, $AGENTS);
}


# -> {in, file, pid}
sub listen_all {
    my $file = $w->log('listeners');
    my $pid = open my $in, '|-', "exec $BUILD/bench/listeners --port $port --tokens $tokens > $file"
        or die "listeners: $!\n";
    my $l = { in => $in, file => $file, pid => $pid };
    wait_until { (-s $file // 0) && lines($l) =~ /^ready/ } 30, 'the agents to listen';
    return $l;
}


sub lines {
    my ($l) = @_;

    open my $f, '<', $l->{file} or die "$l->{file}: $!\n";
    local $/ = undef;
    return <$f>;
}


sub hand_over_all {
    my @sent;
    for my $i (0 .. $SECONDS * 5 - 1) {
        my $due = $from + $i / 5;
        sleep $due - time if $due > time;
        push @sent, $i % 2 ? customer($i) : by_api($i);
    }
    return @sent;
}


sub by_api {
    my $id = shift @waiting;
    my $at = time;
    my $r = $key->post("/api/v1/conversations/$id/handoff", {});
    die "handoff: $r->{status} $r->{body}\n" if $r->{status} >= 300;
    return { how => 'api', id => $id, at => $at };
}


sub customer {
    my ($i) = @_;

    my %auth = (Authorization => 'Bearer '
        . decode_json($w->http(POST => '/chat/demo/session')->{body})->{token});
    my $text = "quiero hablar con una persona, caso $i";
    $w->http(POST => '/chat/demo/messages', body => encode_json({ text => $text,
        id => sprintf '%08x-0000-4000-8000-%012x', $$, $i }),
        headers => { %auth, 'Content-Type' => 'application/json' });
    return { how => 'customer', text => $text };
}


# Milliseconds until the last agent has heard, by how and type.
sub heard {
    my (@all) = @_;

    my $said = grep { $_->{text} } @all;
    wait_until { sleep 0.2; $w->pg->value(q{select count(*) from core.ticket t
        join core.message m on m.tenant_id = t.tenant_id and m.conversation_id = t.conversation_id
        where m.text like 'quiero hablar%' and m.direction = 'in'}) >= $said } 60, 'the last turns';
    my %ticket = map { $_->{text} => $_ } $w->pg->rows(q{
        select m.text, t.conversation_id as id, extract(epoch from t.created_at)::float8 as at,
            extract(epoch from m.received_at)::float8 as said
        from core.ticket t join core.message m on m.tenant_id = t.tenant_id
            and m.conversation_id = t.conversation_id and m.direction = 'in'
        where m.text like 'quiero hablar%'});
    my (%last, %n, %ms, $missing);
    sleep 2;                            # what is on its way
    close $listeners->{in};
    for (split /\n/, lines($listeners)) {
        my ($us, undef, $type, $id) = split;
        next unless defined $id && $type =~ /^conversation/;
        $last{$type}{$id} = $us / 1e6 if !$last{$type}{$id} || $last{$type}{$id} < $us / 1e6;
        $n{$type}{$id}++;
    }
    for my $s (@all) {
        my $t = $s->{text} ? $ticket{ $s->{text} } : $s;
        for my $type ('conversation.changed', 'conversation.assigned') {
            if (!$t || ($n{$type}{ $t->{id} } // 0) < $AGENTS) {
                $missing++;
                next;
            }
            push @{ $ms{"$s->{how} $type"} }, 1000 * ($last{$type}{ $t->{id} } - $t->{at});
            push @{ $ms{'said conversation.assigned'} }, 1000 * ($last{$type}{ $t->{id} } - $t->{said})
                if $t->{said} && $type =~ /assigned/;
        }
    }
    return (\%ms, $missing // 0, lines($listeners) =~ /^events (\d+)/m);
}


sub show {
    my ($ms, $missing, $events) = @_;

    my %title = ('api conversation.changed' => 'API -> waiting, seen by all',
        'api conversation.assigned' => 'API -> assigned, seen by all',
        'customer conversation.changed' => 'decision -> waiting, seen by all',
        'customer conversation.assigned' => 'decision -> assigned, seen by all',
        'said conversation.assigned' => "customer's words -> assigned (burst window 1 s)");
    for my $what (sort keys %$ms) {
        my @v = sort { $a <=> $b } @{ $ms->{$what} };
        printf "%-48s n %3d  p50 %4.0f ms  p99 %4.0f ms  most %4.0f ms%s\n", $title{$what}, scalar @v,
            $v[@v / 2], $v[@v * 0.99], $v[-1], $what =~ /^said/ ? '' : sprintf '  (bar %d, p99 is %.2f of it)',
            $BAR, $v[@v * 0.99] / $BAR;
    }
    my ($rate) = $loaded =~ /"per_second":\s*([\d.]+)/;
    printf "%d agents, %.0f messages a minute, %.0f events a second to them; not seen by all: %d\n",
        $AGENTS, ($rate // 0) * 60, ($events // 0) / $took, $missing;
    printf "CPU of a core: %s\n", join ', ', map { sprintf '%s %.0f %%', $_, 100 * $used{$_} / $took } sort keys %used;
    return;
}

1;
