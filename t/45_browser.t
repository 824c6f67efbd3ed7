# A real browser chats with the product: Debian's Chromium, driven by
# playwright-core (t/package.json).  RELEVO_TEST_SHOTS=DIR keeps the pictures.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use IPC::Open2;
use JSON::PP;
use Test::More;
use Relevo::World;

my $t = $FindBin::Bin;
my ($chromium) = grep { -x } map { "$_/chromium" } split /:/, $ENV{PATH};
$chromium or BAIL_OUT('chromium is not installed: ./build.sh deps --test');
-d "$t/node_modules/playwright-core"
    or BAIL_OUT('t/node_modules is missing: (cd t && npm ci)');

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0 }, nginx => {
    replace => [[qr/frame-ancestors 'self'/ => "frame-ancestors 'self' http://shop.test:*"]],
    server => q{location = /shop { default_type text/html; return 200
        '<!doctype html><body><script
        src="http://127.0.0.1:$server_port/console/chat/widget.js"></script>'; }} });


# The system's node when it is new enough, else the one npm brought.
sub node {
    my ($major) = (`node --version 2>/dev/null` // '') =~ /^v(\d+)/;

    return 'node' if ($major // 0) >= 20;
    return "$t/node_modules/node/bin/node";
}


my %do = (
    reload => sub { $w->part('nginx')->reload },
    reset => sub {
        $w->redis->cmd(qw(XADD relevo:live * t * a * e), '{"type":"reset","reason":"takeover"}')
            for 1 .. 3;
    },
);

my $shots = $ENV{RELEVO_TEST_SHOTS} // $w->dir;
my $pid = open2(my $out, my $in, node(), "$t/browser/chat.mjs",
    'http://' . $w->url, $chromium, $shots);
$in->autoflush;

while (my $line = <$out>) {
    my $e = eval { JSON::PP->new->utf8->decode($line) } or next;
    if ($e->{name}) {
        ok($e->{ok}, $e->{name});
    } elsif ($e->{do}) {
        $do{$e->{do}}->();
        print $in "done\n";
    } else {
        diag($e->{note});
    }
}
waitpid $pid, 0;
is($?, 0, 'the browser went through');

Relevo::World->finish;
