# A real browser chats with the product: Debian's Chromium, driven by
# playwright-core (t/package.json).  RELEVO_TEST_SHOTS=DIR keeps the pictures.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::World;
use Relevo::Browser;

browser_or_bail();

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0 }, nginx => {
    replace => [[qr/frame-ancestors 'self'/ => "frame-ancestors 'self' http://shop.test:*"]],
    server => q{location = /shop { default_type text/html; return 200
        '<!doctype html><body><script
        src="http://127.0.0.1:$server_port/console/chat/widget.js"></script>'; }} });

browse($w, 'chat', {
    reload => sub { $w->part('nginx')->reload; return },
    reset => sub {
        $w->redis->cmd(qw(XADD relevo:live * t * a * e), '{"type":"reset","reason":"takeover"}')
            for 1 .. 3;
        return;
    },
});

Relevo::World->finish;
