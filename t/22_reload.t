# Reload 20 times under load, with a slow Redis: nobody gets anything but 200,
# nothing is logged as [alert], and the log holds what was answered 200.
# A keep-alive connection that nginx closes between two requests is opened
# again and the request repeated: it was never read.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use IO::Select;
use Test::More;

use Relevo::Http;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis nginx)],
    nginx => { workers => 2 });
my $body = wa_body(wa_text('hola'));
my $bytes = Relevo::Http::request_bytes(POST => '/webhooks/whatsapp',
    body => $body, headers =>
    { 'X-Hub-Signature-256' => sign_meta($w->secret('whatsapp_app'), $body) });

my @senders = map { sender() } 1 .. 8;
my $nudge = nudger();

for my $i (1 .. 20) {
    $w->part('nginx')->reload;
}

kill 'TERM', $nudge;
waitpid $nudge, 0;
kill 'CONT', $w->pid('redis');

my (%status, $retried);
for my $s (@senders) {
    kill 'USR1', $s->{pid};
    my $line = readline $s->{out};
    waitpid $s->{pid}, 0;
    my %got = split / /, $line;
    $retried += delete $got{retried};
    $status{$_} += $got{$_} for keys %got;
}

diag(join ', ', (map { "$status{$_} x $_" } sort keys %status), "$retried retried");
my $n = $status{200} // 0;
is_deeply([keys %status], [200], 'no answer but 200');
cmp_ok($n, '>', 100, 'and there was load');

my $stored = 0;
$stored += $w->redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15;
is($stored, $n, 'XLEN is the number of 200s');

ok((wait_for { my @workers = $w->children('nginx'); @workers == 2 } 10), 'the old workers are gone');

Relevo::World->finish;


# Posts on one keep-alive connection until it is told to stop; prints its
# counts.
sub sender {
    pipe my $out, my $in or die "pipe: $!";
    my $pid = fork // die "fork: $!";
    return { pid => $pid, out => $out } if $pid;

    close $out;
    my ($stop, $c, %n) = (0, undef, retried => 0);
    local $SIG{USR1} = sub { $stop = 1 };

    until ($stop) {
        $c //= Relevo::Http->new($w->url);
        my $r = $c->send($bytes) ? eval { $c->response } : undef;
        if (!defined $r && !$@) { $n{retried}++; undef $c; next }
        $n{ $r ? $r->{status} : 'none' }++;
        undef $c if ($r->{headers}{connection} // 'close') eq 'close';
    }

    print $in join(' ', %n), "\n";
    close $in;
    require POSIX;
    POSIX::_exit(0);
}


# Makes Redis slow: stopped for 200 ms, running for 50 ms, again and again.
sub nudger {
    my $redis = $w->pid('redis');
    my $pid = fork // die "fork: $!";
    return $pid if $pid;

    $SIG{TERM} = 'DEFAULT';
    while (1) {
        kill 'STOP', $redis;
        select undef, undef, undef, 0.2;
        kill 'CONT', $redis;
        select undef, undef, undef, 0.05;
    }
}
