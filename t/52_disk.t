# The disk under Redis: slow, out of power, full, damaged (F24 to F26).  A 200
# means fsynced: whatever the page cache held is not needed.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use File::Copy qw(copy);
use Test::More;
use Relevo::Check;
use Relevo::Disk;
use Relevo::Fault;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;


sub entries {
    my ($redis) = @_;
    my $n = 0;
    $n += $redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15;
    return $n;
}


# The frame of the third XADD, not what is in it: that has no checksum.
sub damage {
    my ($file) = @_;

    open my $in, '<', $file or die "$file: $!";
    my $bytes = do { local $/; <$in> };
    my $n = 0;
    $bytes =~ s/\$4(?=\r\nXADD)/++$n == 3 ? '!!' : '$4'/ge;
    die "no third XADD in $file\n" if $n < 3;
    open my $out, '+<', $file or die "$file: $!";
    print $out $bytes;
    close $out or die "$file: $!";
}


subtest 'power loss on a slow disk' => sub {
    my $disk = Relevo::Disk->new;
    my $w = fault_world(redis_env => $disk->env);
    my $t = Relevo::Traffic->new($w, accounts => 16, conversations => 32);
    my $check = Relevo::Check->new($w, ledgers => [$t]);

    $disk->slow(100);
    $t->begin(messages => 6, senders => 8)->until(0.2);
    $disk->slow(1500);
    my $lost = $disk->power_loss($w);
    diag("the first power loss took $lost bytes of the log");
    $disk->slow(50);
    $w->start('redis');
    $t->until(0.6);
    $disk->power_loss($w);
    $disk->slow(0);
    $w->start('redis');

    ok($t->wait(60), 'all messages were accepted');
    $check->quiet(40);
    $check->all;
};


# The control: with a second of delay between answer and fsync the same power
# loss does lose what was acknowledged.
subtest 'appendfsync everysec is weaker' => sub {
    my $disk = Relevo::Disk->new;
    my $w = Relevo::World->new(parts => ['redis'], redis_env => $disk->env,
        redis_conf => "\nappendfsync everysec\n");

    $disk->slow(5000);
    $w->redis->cmd('XADD', 'relevo:{0}:in', '*', 'r', 'x' x 100) for 1 .. 100;
    is(entries($w->redis), 100, 'acknowledged');
    cmp_ok($disk->power_loss($w), '>', 0, 'the disk has less');
    $disk->slow(0);
    $w->start('redis');
    cmp_ok(entries($w->redis), '<', 100, 'lost: the test can see it');
};


# Killed alone, the machine alive: while one fsync is under way Redis keeps what
# follows for up to 2 s to itself, and answers.
subtest 'everysec and kill -9 on a busy disk' => sub {
    my $disk = Relevo::Disk->new;
    my $w = Relevo::World->new(parts => ['redis'], redis_env => $disk->env,
        redis_conf => "\nappendfsync everysec\n");
    my $add = sub { $w->redis->cmd('XADD', 'relevo:{0}:in', '*', 'r', 'x' x 100) };

    $disk->slow(5000);
    $add->();
    wait_until { $w->redis->cmd(qw(INFO persistence)) =~ /aof_pending_bio_fsync:[1-9]/ } 10,
        'an fsync to be under way';
    $add->() for 1 .. 100;
    is(entries($w->redis), 101, 'acknowledged');
    $w->kill9('redis');
    $disk->slow(0);
    $w->start('redis');
    cmp_ok(entries($w->redis), '<', 101, 'lost: that is what relaxed means');
};


subtest 'a full disk' => sub {
    my $disk = Relevo::Disk->new;
    my $w = fault_world(redis_env => $disk->env);
    my $t = Relevo::Traffic->new($w, accounts => 16, conversations => 16);
    my $check = Relevo::Check->new($w, ledgers => [$t]);

    $t->begin(messages => 10, senders => 4, pause => 0.01)->until(0.3);
    $disk->full(1);
    wait_until { !$w->is_alive('redis') } 20, 'Redis to give up';
    $w->kill9('redis');
    my $r = $w->webhook(wa_text('hola'));
    is($r->{status}, 503, 'nothing is accepted that cannot be stored');
    ok($r->{headers}{'retry-after'}, 'the sender is told to come again');

    $disk->full(0);
    $w->start('redis');
    ok($t->wait(60), 'with room again, all messages were accepted');
    $check->quiet(40);
    $check->all;
};


subtest 'a damaged log' => sub {
    my $disk = Relevo::Disk->new;
    my $w = Relevo::World->new(parts => [qw(redis nginx)], redis_env => $disk->env);
    is($w->webhook(wa_text("n $_"))->{status}, 200, "message $_") for 1 .. 5;

    $w->kill9('redis');
    my $log = $disk->log_file($w);
    open my $out, '>>', $log or die "$log: $!";
    print $out "*5\r\n\$4\r\nXADD\r\n\$12\r\nrelevo:";
    close $out or die "$log: $!";
    $w->start('redis');
    is(entries($w->redis), 5, 'half a command at its end is cut off');

    $w->kill9('redis');
    copy($log, $w->dir('good')) or die "copy: $!";
    damage($log);
    ok(!eval { $w->start('redis'); 1 }, 'with damage in the middle it does not start');
    $w->kill9('redis');
    is($w->webhook(wa_text('hola'))->{status}, 503, 'and nothing is accepted');

    open my $back, '+<', $log or die "$log: $!";
    open my $good, '<', $w->dir('good') or die "good: $!";
    local $/;
    print $back scalar <$good>;
    close $back or die "$log: $!";
    $w->start('redis');
    is(entries($w->redis), 5, 'the copy of the backup has all of it');
    ok((wait_for { $w->webhook(wa_text('hola'))->{status} == 200 } 10), 'and it goes on');
};

Relevo::World->finish;
