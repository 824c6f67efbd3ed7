# SIGTERM under load drains: exit 0, nothing lost, nothing doubled, not even
# the doubt of it; the next start goes on.  And everything killed -9 at once
# (promises 2 to 5 and 7; F22, F53, F05).

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Check;
use Relevo::Fault;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::World;

my $w = fault_world();
my $t = Relevo::Traffic->new($w, accounts => 16, conversations => 40);
my $check = Relevo::Check->new($w, ledgers => [$t]);

$t->begin(messages => 10, senders => 4, pause => 0.03);
for my $round (1 .. 3) {
    $t->until(0.2 * $round);
    my $seconds = elapsed { $w->stop('worker') };
    ok(!$w->{bad}{worker}, sprintf 'SIGTERM: exit 0 after %.1f s', $seconds)
        or diag($w->{bad}{worker});
    is($w->pg->value('select count(*) from core.partition_lease'
        . ' where owner is not null'), 0, 'all partitions were given back');
    is($w->pg->value(q{select count(*) from core.outbox
        where state in ('inflight', 'ambiguous')}), 0, 'no send is in doubt');
    $w->start('worker');
}
ok($t->wait(60), 'all messages were accepted');
$check->quiet(30);
is($w->pg->value('select count(*) from core.outbox where maybe_duplicate'), 0,
    'and no reply was sent twice');
is(scalar(my @s = $w->graph->sent), 400, 'one request for each reply');


my $blackout = Relevo::Traffic->new($w, accounts => 16, conversations => 40);
push @{ $check->{ledgers} }, $blackout;
$blackout->begin(messages => 6, senders => 4, pause => 0.02)->until(0.4);

kill 'KILL', map { $w->tree($_) } qw(nginx redis postgres worker);
$w->kill9($_) for qw(nginx redis postgres worker);
$w->start(qw(redis postgres worker nginx));
my $seconds = elapsed { wait_until { all_owned($w) } 30, 'owners' };
in_time($seconds, 15, sprintf 'everything killed at once: all owned after %.1f s',
    $seconds);
ok($blackout->wait(60), 'all messages were accepted, after '
    . $blackout->repeats . ' repetitions');
$check->quiet(30);
$check->all;

Relevo::World->finish;
