# api - requests/s of the API with a stored past: one conversation, a page of
# its messages, a page of the inbox; 100 connections, wrk on the same cores.
# Each is asked as fast as it goes, when a hundredth of a second is what a
# hundred connections wait for 10,000/s; then as often as the bar says, which
# is what its p99 is about.
#
#   ./build.sh bench api [MESSAGES]     1000000 by default

use strict;
use warnings;

use List::Util qw(max);
use Test::More ();

use Cpu;
use Relevo::Api;
use Relevo::World;

my $MESSAGES = shift(@ARGV) // 1_000_000;
my $SECONDS = 6;
my $EACH = 100;                         # messages of a conversation

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)], nginx => { workers => 2,
    http => 'relevo_api_rate off; access_log off;' },
    postgres_args => ['-c', 'shared_buffers=512MB', '-c', 'synchronous_commit=on']);
my $key = Relevo::Api->key($w, 'demo', '*');

fill(int($MESSAGES / $EACH) || 1);
my @ids = map { $_->{id} } $w->pg->rows(q{select id from core.conversation
    where tenant_id = $1 limit 2000}, $key->{tenant});

both('GET /conversations/{id}', 8000, '/api/v1/conversations/%s');
both('GET .../messages?limit=20', 3000, '/api/v1/conversations/%s/messages?limit=20');
measure('GET /conversations?limit=20', 0, '/api/v1/conversations?limit=20');
measure('GET /conversations?view=all', 0, '/api/v1/conversations?view=all&limit=20');
measure('GET /inbox/counts', 0, '/api/v1/inbox/counts');
measure('GET /overview', 0, '/api/v1/overview');
measure('GET /me', 0, '/api/v1/me');
Relevo::World->over;


sub fill {
    my ($n) = @_;

    $w->pg->value(q{select core.account_add($1, 'webchat', 'bench', 'bench')}, $key->{tenant});
    $w->pg->do(q{with a as (select id from core.account where account = 'bench'),
        n as (insert into core.contact (tenant_id, id, account_id, name)
              select $1, core.uuid7(), a.id, 'Contact ' || i from a, generate_series(1, $2) i
              returning id, account_id)
        insert into core.conversation (tenant_id, id, account_id, contact_id, partition,
            last_seq, done_seq)
        select $1, core.uuid7(), account_id, id, 3, $3, $3 from n}, $key->{tenant}, $n, $EACH);
    # said within the last hours, not all of it within this minute
    $w->pg->do(q{insert into core.message (tenant_id, id, conversation_id, seq, direction,
            origin, epoch, type, text, at)
        select $1, (left(core.uuid7_floor(greatest(date_trunc('month', now()),
                now() - (111 - i) * interval '10 minutes'))::text, 14)
            || substr(gen_random_uuid()::text, 15))::uuid, c.id, i, 'in', 'visitor', 1, 'text',
            'a message of the usual length, nothing special about it', now()
        from generate_series($2::int, $2::int + 9) i, core.conversation c
        where c.tenant_id = $1}, $key->{tenant}, 1 + 10 * $_) for 0 .. $EACH / 10 - 1;
    $w->pg->do('select core.upkeep()');
    $w->pg->do('vacuum analyze');
}


sub both {
    my ($title, $bar, $path) = @_;

    my $mean = measure($title, $bar, $path);
    measure("  at $bar/s", $bar, $path,
        max(1, 100_000 / $bar - $mean / 4));
}


# $delay: milliseconds a connection waits between its requests.
sub measure {
    my ($title, $bar, $path, $delay) = @_;

    my $lua = $w->write_file('wrk.lua', 'local ids = {' . join(',', map { qq("$_") } @ids) . "}\n"
        . "wrk.headers['Authorization'] = 'Bearer $key->{token}'\n"
        . "function request() return wrk.format('GET', string.format('$path',"
        . " ids[math.random(#ids)])) end\n"
        . ($delay ? "function delay() return math.random(0, " . int(2 * $delay) . ") end\n" : ''));
    my %before = map { $_ => Cpu::seconds($w->pid($_)) } qw(nginx postgres);
    my $own = own();
    my $out = qx(wrk -t1 -c100 -d${SECONDS}s --latency -s $lua http://@{[$w->url]}/ 2>&1);
    my %cpu = map { $_ => Cpu::seconds($w->pid($_)) - $before{$_} } keys %before;
    $own = own() - $own;
    my ($n) = $out =~ /(\d+) requests in/ or die $out;
    my ($rate) = $out =~ /Requests\/sec:\s+([\d.]+)/;
    my ($p99) = $out =~ /99%\s+(\S+)/;
    my ($bad) = $out =~ /Non-2xx or 3xx responses: (\d+)/;
    printf "%-28s %8.0f/s%s  p99 %s%s  CPU us: nginx %.0f, PostgreSQL %.0f, wrk %.0f"
        . "  refused %d\n",
        $title, $rate, $bar ? sprintf ' (bar %d)', $bar : '', $p99, $bar ? ' (bar 25ms)' : '',
        $cpu{nginx} * 1e6 / $n, $cpu{postgres} * 1e6 / $n, $own * 1e6 / $n, $bad // 0;
    return 100_000 / $rate;             # ms, of a hundred connections
}


# CPU of children that have ended: wrk
sub own {
    my (undef, undef, $user, $system) = times;
    return $user + $system;
}

1;
