# desk - what an agent's desk asks, with a stored past: a page of the inbox
# in every order with 10,000 conversations in it, counts, a timeline, search
# in a million messages; then 100 agents and 1,000 visitors listening, and a
# reset of all of them at once.
#
#   ./build.sh bench desk [MESSAGES [HELD]]     1000000 10000 by default

use strict;
use warnings;

use IO::Socket::INET;
use List::Util qw(sum);
use Test::More ();
use Time::HiRes qw(time);

use Cpu;
use Relevo::Api;
use Relevo::Http;
use Relevo::Wait;
use Relevo::World;

my $MESSAGES = shift(@ARGV) // 1_000_000;
my $HELD = shift(@ARGV) // 10_000;
my $EACH = 100;                         # messages of a conversation
my ($AGENTS, $VISITORS) = (100, 1000);

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)], nginx => { workers => 1,
    http => 'relevo_api_rate off; access_log off;' },
    postgres_args => ['-c', 'shared_buffers=512MB', '-c', 'synchronous_commit=on']);
my $boss = Relevo::Api->agent($w, 'demo', 'boss', 'admin');
my $ana = Relevo::Api->agent($w, 'demo', 'ana', 'agent');

fill(int($MESSAGES / $EACH) || 1);
my ($mine) = map { $_->{c} } $w->pg->rows(q{select conversation_id as c from core.inbox limit 1});

printf "%d messages, %d conversations with people\n", $MESSAGES, $HELD;
for my $sort (qw(latest oldest priority waiting due)) {
    measure("pending, 50, by $sort", 50, $ana, "/api/v1/conversations?view=pending&sort=$sort&limit=50");
}
measure('the 9,000th by priority', 50, $ana, deep());
measure('mine', 50, $ana, '/api/v1/conversations?view=mine&limit=50');
measure('counts', 0, $ana, '/api/v1/inbox/counts');
measure('all, 50', 0, $boss, '/api/v1/conversations?view=all&limit=50');
measure('timeline, 50', 0, $boss, "/api/v1/conversations/$mine/timeline?limit=50");
measure('panel', 0, $boss, "/api/v1/conversations/$mine/panel");
measure('search: in every message', 50, $boss, '/api/v1/search?q=message');
measure('search: in one of 100', 50, $boss, '/api/v1/search?q=topic7');
measure('search: in 20 of them', 50, $boss, '/api/v1/search?q=word4711');
measure('search: in none', 50, $boss, '/api/v1/search?q=nothinglikeit');
measure('search: rare and common', 50, $boss, '/api/v1/search?q=message+word4711');
measure('overview now', 0, $boss, '/api/v1/overview');
listeners();
Relevo::World->over;


sub fill {
    my ($n) = @_;

    my $t = $boss->{tenant};
    $w->pg->value(q{select core.account_add($1, 'webchat', 'bench', 'bench')}, $t);
    $w->pg->do(q{with a as (select id from core.account where account = 'bench'),
        n as (insert into core.contact (tenant_id, id, account_id, name)
              select $1, core.uuid7(), a.id, 'Contact ' || i from a, generate_series(1, $2) i
              returning id, account_id)
        insert into core.conversation (tenant_id, id, account_id, contact_id, partition,
            last_seq, done_seq)
        select $1, core.uuid7(), account_id, id, 3, $3, $3 from n}, $t, $n, $EACH);
    for my $i (1 .. $EACH) {
        $w->pg->do(q{with m as (insert into core.message (tenant_id, id, conversation_id, seq,
                direction, origin, epoch, type, text, at)
            select $1, core.uuid7(), c.id, $2, 'in', 'visitor', 1, 'text',
                'a message of the usual length about topic' || (random() * 100)::int
                || ' and word' || (random() * 50000)::int, now()
            from core.conversation c where c.tenant_id = $1 returning *)
            insert into core.search_doc select tenant_id, id, 'message', conversation_id,
                core.search_tsv(tenant_id, 'message', text) from m}, $t, $i);
    }
    # those of people, without a thousand hand-overs: rows as they would be
    $w->pg->do(q{update core.conversation set state = 'pending_handoff' where tenant_id = $1
        and id in (select id from core.conversation where tenant_id = $1 limit $2)}, $t, $HELD);
    $w->pg->do(q{update core.inbox set rank = n % 4, waiting_ms = waiting_ms - n * 1000,
            due_ms = waiting_ms + 3600000 - n, active_ms = active_ms - n * 500
        from (select conversation_id as c, row_number() over () as n from core.inbox) x
        where conversation_id = x.c});
    $w->pg->do('vacuum analyze');
}


# A cursor far down: what a list that is scrolled to its end asks.
sub deep {
    my $r = $w->pg->row(q{select urgency, conversation_id as c from core.inbox
        order by urgency, conversation_id offset (select count(*) * 9 / 10 from core.inbox) limit 1});
    return "/api/v1/conversations?view=pending&sort=priority&limit=50&cursor=$r->{urgency}.$r->{c}";
}


sub measure {
    my ($title, $bar, $api, $path) = @_;

    my (@ms, $cpu);
    for (-3 .. 40) {                    # before 1: plans, caches
        $cpu = Cpu::seconds($w->pid('postgres')) if $_ == 1;
        my $from = time;
        my $r = $w->http(GET => $path, headers => { Authorization => "Bearer $api->{token}" });
        push @ms, (time - $from) * 1000 if $_ > 0;
        die "$path: $r->{status} $r->{body}\n" if $r->{status} != 200;
    }
    $cpu = Cpu::seconds($w->pid('postgres')) - $cpu;
    @ms = sort { $a <=> $b } @ms;
    printf "%-28s p50 %6.1f ms  p95 %6.1f ms%s  CPU of PostgreSQL %.1f ms\n", $title,
        $ms[@ms / 2], $ms[@ms * 0.95], $bar ? " (bar $bar)" : '', $cpu * 1000 / @ms;
}


# Memory of nginx: all that its processes have and share with nobody.
sub pss {
    my $kb = 0;
    for my $pid ($w->tree('nginx')) {
        open my $in, '<', "/proc/$pid/smaps_rollup" or next;
        /^Pss:\s+(\d+)/ and $kb += $1 while <$in>;
    }
    return $kb / 1024;
}


sub stream_open {
    my ($path, $token) = @_;

    my ($host, $port) = split /:/, $w->url;
    my $s = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port) or die "connect: $!";
    print $s "GET $path HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer $token\r\n\r\n";
    $s->flush;
    return $s;
}


sub first_frame {
    my ($s) = @_;

    my $got = '';
    while ($got !~ /hello/) { sysread $s, $got, 4096, length $got or die "stream: $got" }
}


sub listeners {
    my $before = pss();
    my @agents = map { stream_open('/live/agent', $boss->{token}) } 1 .. $AGENTS;
    my @visitors = map { stream_open('/chat/demo/live', $w->http(POST => '/chat/demo/session')
        ->{body} =~ /"token":"([^"]+)/) } 1 .. $VISITORS;
    first_frame($_) for @agents, @visitors;
    my $after = pss();
    printf "%d agents and %d visitors listen: %.1f MB more in nginx (bar 30)\n", $AGENTS,
        $VISITORS, $after - $before;

    # a reset of all: each asks again, within the two seconds that a page waits
    $w->redis->cmd('XADD', 'relevo:live', '*', t => '*', a => '*', e => '{"type":"reset"}');
    my @ms;
    my @kids = map {
        pipe my $r, my $wr;
        my $pid = fork // die "fork: $!";
        if (!$pid) {
            for my $n (1 .. $AGENTS / 4) {
                select undef, undef, undef, rand 2 / ($AGENTS / 4) * 2;
                for my $path ('/api/v1/inbox/counts', '/api/v1/conversations?view=pending&limit=50') {
                    my $from = time;
                    my $x = $ana->get($path);
                    printf $wr "%.1f %d\n", (time - $from) * 1000, $x->{status};
                }
            }
            close $wr;
            require POSIX;
            POSIX::_exit(0);
        }
        close $wr;
        [$pid, $r];
    } 1 .. 4;
    my $bad = 0;
    for (@kids) {
        my ($pid, $r) = @$_;
        while (<$r>) { my ($ms, $status) = split; push @ms, $ms; $bad++ if $status != 200 }
        waitpid $pid, 0;
    }
    @ms = sort { $a <=> $b } @ms;
    printf "reset of %d agents: %d requests in some two seconds, p50 %.1f ms, p99 %.1f ms, refused %d;"
        . " nginx %.1f MB more\n", $AGENTS, scalar @ms, $ms[@ms / 2], $ms[@ms * 0.99], $bad,
        pss() - $before;
}

1;
