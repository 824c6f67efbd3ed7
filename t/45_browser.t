# A real browser chats with the product: Debian's Chromium, driven by
# playwright-core (t/package.json).  browser/chat.mjs is the conversation,
# browser/widget.mjs the look, files, history, an agent and the mark at the end.
# RELEVO_TEST_SHOTS=DIR keeps the pictures.

use strict;
use warnings;
use File::Path 'make_path';
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Api;
use Relevo::Wait;
use Relevo::World;
use Relevo::Browser;

browser_or_bail();

my $MAX = 300_000;              # bytes of a file; widget.mjs knows it too
my $w = Relevo::World->new(stopped => 1, set => { 'turn.burst_ms' => 0 });
my ($uploads, $socket) = ($w->dir('uploads'), $w->socket('files.sock'));
make_path($uploads);
chmod 0777, $uploads;
$w->part('worker')->write('webchat.uploads' => $uploads, 'files.socket' => $socket);
$w->part('nginx')->write(
    replace => [[qr/frame-ancestors 'self'/ => "frame-ancestors 'self' http://shop.test:*"],
        (map { [qr{location \Q$_\E \{} => "location $_ { relevo_chat_media $uploads max=$MAX;"] }
            qw(/chat/ /api/)),
        [qr/client_max_body_size 64k;/ => 'client_max_body_size 1m;']],
    server => "location = /files { proxy_pass http://unix:$socket; }" . q{
        location = /shop { default_type text/html; return 200
        '<!doctype html><body><script
        src="http://127.0.0.1:$server_port/console/chat/widget.js"></script>'; }
        location = /left { default_type text/html;
        add_header Content-Security-Policy "default-src 'none'; script-src *; frame-src *";
        return 200 '<!doctype html><body><script
        src="http://127.0.0.1:$server_port/console/chat/widget.js" data-position="left"
        data-color="#ffd400" data-theme="dark" data-title="Ayuda" data-language="es"
        data-files="300k"></script>'; }});
$w->start(@{ $w->{parts} });

my $tenant = Relevo::Api::tenant($w, 'demo');
$w->pg->do(q{select core.desk_set($1, '{"csat_seconds": 0}')}, $tenant);
my $boss = Relevo::Api->key($w, 'demo', '*');
my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');

browse($w, 'chat', {
    reload => sub { $w->part('nginx')->reload; return },
    reset => sub {
        $w->redis->cmd(qw(XADD relevo:live * t * a * e), '{"type":"reset","reason":"takeover"}')
            for 1 .. 3;
        return;
    },
    redis => sub { $w->redis->cmd(qw(DEL relevo:live)); $w->restart('redis'); return },
});


# Of a visitor's conversation, in bea's hands.
sub path {
    my ($e) = @_;
    my $id = $w->pg->value('select conversation_id from core.identity
        where right(value, length($1)) = $1 and conversation_id is not null', $e->{visitor});
    return "/api/v1/conversations/$id";
}

browse($w, 'widget', {
    reload => sub { $w->part('nginx')->reload; return },
    files => sub {
        my ($e) = @_;
        return $w->pg->value(q{select count(*) from core.media f
            join core.conversation c on c.tenant_id = f.tenant_id and c.id = f.conversation_id
            where f.conversation_id = $1}, (path($e) =~ /([^\/]+)$/)[0]);
    },
    claim => sub {
        my ($e) = @_;
        my ($id) = path($e) =~ m{([^/]+)$};
        wait_until { $w->pg->value('select done_seq = last_seq from core.conversation
            where id = $1', $id) } 60, 'all is answered';
        my $r = $boss->post(path($e) . '/handoff', { reason => 'x' });
        diag $r->{body} if $r->{status} > 299;
        $r = $bea->post(path($e) . '/claim');
        diag $r->{body} if $r->{status} > 299;
        return 0 + $r->{status};
    },
    give => sub {
        my ($e) = @_;
        return 0 + $bea->post(path($e) . "/attachments?name=$e->{file}", pack('H*', $e->{hex}),
            'Content-Type' => $e->{type})->{status};
    },
    type => sub { return 0 + $bea->post(path($_[0]) . '/viewing', { typing => JSON::PP::true })->{status} },
    resolve => sub { return 0 + $bea->post(path($_[0]) . '/resolve', {})->{status} },
    rating => sub {
        my ($id) = path($_[0]) =~ m{([^/]+)$};
        my $n;
        wait_until { $n = $w->pg->value('select max(rating) from core.episode
            where conversation_id = $1', $id) } 20, 'a mark';
        return 0 + $n;
    },
});

Relevo::World->finish;
