# Redis dies, pauses, rewrites its log, and comes back as less than it was, in
# the middle of traffic (F23, F27, F32, F37, F38).  What was answered 200 is
# there; what could not be stored was answered 503.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use File::Path qw(remove_tree);
use Test::More;
use Relevo::Check;
use Relevo::Fault;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

subtest 'deaths and pauses' => sub {
    my $w = fault_world();
    my $t = Relevo::Traffic->new($w, accounts => 16, conversations => 32);
    my $check = Relevo::Check->new($w, ledgers => [$t]);

    $t->begin(messages => 15, senders => 4, pause => 0.02)->until(0.15);

    $w->kill9('redis')->start('redis');
    my $seconds = elapsed { $t->until(0.3) };
    diag(sprintf 'kill -9 and a start at once: %.1f s for the next 72', $seconds);

    $w->kill9('redis');
    my $r = $w->webhook(wa_text('hola'));
    is($r->{status}, 503, 'without Redis: 503');
    ok($r->{headers}{'retry-after'}, 'with Retry-After');
    ok((stays { !$w->is_alive('redis') } 5), 'away for 5 s');
    $w->start('redis');
    $seconds = elapsed {
        wait_until { $w->webhook(wa_text('hola'))->{status} == 200 } 10, 'a 200';
    };
    in_time($seconds, 3, sprintf 'accepted %.1f s after its return', $seconds);

    $t->until(0.5);
    $w->redis->cmd('BGREWRITEAOF');
    $t->until(0.6);
    $w->redis->cmd('BGREWRITEAOF');
    $w->kill9('redis')->start('redis');
    $t->until(0.75);
    $w->redis->cmd('CLIENT', 'PAUSE', 3000, 'ALL');

    ok($t->wait(60), 'all messages were accepted, after '
        . $t->repeats . ' repetitions');
    $check->quiet(40);
    $check->all;
};


# Redis with less in it than PostgreSQL has admitted: told loudly, and what is
# there is read again from the start; deduplication makes that harmless.
subtest 'rolled back' => sub {
    my $w = fault_world(set => { 'ingress.keep' => '1h' });
    my $check = Relevo::Check->new($w, records => 0);

    my $round = sub {
        my $t = Relevo::Traffic->new($w, accounts => 16, conversations => 16);
        push @{ $check->{ledgers} }, $t->begin(messages => 3);
        ok($t->wait(30), 'accepted');
        $check->quiet(30);
    };
    my $alarms = sub { scalar(my @a = log_lines($w, 'ingress.rolled_back')) };
    my $duplicates = sub { $w->pg->value('select sum(duplicate) from core.tally') };

    $round->();
    $w->stop('redis');
    system('cp', '-a', $w->dir('redis'), $w->dir('redis.old')) == 0 or die;
    $w->start('redis');
    $round->();
    is($alarms->(), 0, 'a mere restart is no alarm');

    my $before = $duplicates->();
    $w->stop('redis');
    remove_tree($w->dir('redis'));
    rename $w->dir('redis.old'), $w->dir('redis') or die "redis.old: $!";
    $w->start('redis');
    wait_until { $alarms->() } 20, 'the alarm';
    pass('an older copy: alarm');
    wait_until { $duplicates->() > $before } 20, 'the second reading';
    pass('it was read again from the start');
    $check->quiet(30);
    $round->();

    my $told = $alarms->();
    $w->redis->cmd('FLUSHALL');
    $w->redis->cmd('HSET', 'relevo:meta', partitions => 16, format => 1);
    $round->();
    $w->redis->cmd('CLIENT', 'KILL', 'TYPE', 'normal');
    wait_until { $alarms->() > $told } 20, 'the alarm';
    pass('FLUSHALL: alarm');
    $round->();

    $check->all;
};

Relevo::World->finish;
