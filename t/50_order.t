# Order, and exactly one reply, while children die: 1,000 messages of 50
# conversations over 16 accounts, three processes, one of them killed -9 every
# few seconds (promises 2, 3, 4 and 7).

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Time::HiRes qw(time);
use Relevo::Check;
use Relevo::Fault;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::World;

my ($conversations, $each) = (50, 20);

my $w = fault_world(processes => 3);
my $t = Relevo::Traffic->new($w, accounts => 16, conversations => $conversations);
my $check = Relevo::Check->new($w, ledgers => [$t]);

$t->begin(messages => $each, senders => 4, pause => 0.05);

my (@seconds, $next);
my $working = sub { $t->running || $check->unfinished };
while ($working->()) {
    $next = time + 2 + rand;
    wait_until { time > $next || !$working->() } 10;
    last unless $working->();
    push @seconds, kill_child($w, any_child($w));
}

ok($t->wait(60), 'all messages were accepted');
cmp_ok(scalar @seconds, '>=', 4, scalar(@seconds) . ' children were killed');
my ($slowest) = sort { $b <=> $a } @seconds;
in_time($slowest, 15, sprintf 'everything was owned again after %s s',
    join ', ', map { sprintf '%.1f', $_ } @seconds);

$check->quiet(60);
is($w->pg->value(q{select count(*) from core.message where direction = 'in'}),
    $conversations * $each, 'each message once');
is($w->pg->value(q{select count(*) from core.outbox where state = 'sent'}),
    $conversations * $each, 'each answered once');
$check->all;

Relevo::World->finish;
