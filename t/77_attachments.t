# Files that agents send, on the channels beside WhatsApp (74_files.t): with
# the request to Telegram, by a link that Twilio and a visitor's page fetch.

use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use FindBin;
use File::Path 'make_path';
use JSON::PP;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Api;
use Relevo::Bots;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres bots worker nginx)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'deliver.retry' => '50ms' });
my ($uploads, $socket) = ($w->dir('uploads'), $w->socket('files.sock'));
make_path($uploads);
chmod 0777, $uploads;
$w->part('worker')->write('webchat.uploads' => $uploads, 'files.socket' => $socket,
    'files.public_url' => 'http://' . $w->url);
$w->part('nginx')->write(server => $w->bots->server
    . "\nlocation = /files { proxy_pass http://unix:$socket; }",
    replace => [[qr/location \/api\/ \{/ => "location /api/ { relevo_chat_media $uploads max=9m;"],
        [qr/client_max_body_size 1m;/ => 'client_max_body_size 9m;']]);
$w->start(@{ $w->{parts} });

my $OURS = 'whatsapp:+15550001111';
$w->pg->value(q{select core.account_add(tenant_id, $1, $2, $2) from core.tenant
    where slug = 'demo'}, @$_) for [telegram => 'default'], [twilio => $OURS];

my $pdf = "%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n";
my $jpeg = "\xff\xd8\xff\xe0\0\x10JFIF\0" . join '', map { chr($_ * 13 & 255) } 1 .. 3000;
my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');
my $boss = Relevo::Api->key($w, 'demo', '*');


# The conversation of who just wrote, in the agent's hands.
sub taken {
    my ($value) = @_;

    my $id;
    wait_until { $id = $w->pg->value('select conversation_id from core.identity
        where right(value, length($1)) = $1 and conversation_id is not null', $value) } 20,
        "$value has written";
    wait_until { $w->pg->value('select done_seq = last_seq from core.conversation where id = $1',
        $id) } 20, 'and was answered';
    $boss->post("/api/v1/conversations/$id/handoff", { reason => 'x' });
    is($bea->post("/api/v1/conversations/$id/claim")->{status}, 200, "$value is claimed");
    return $id;
}


sub give {
    my ($id, $bytes, $query, $type) = @_;
    return $bea->post("/api/v1/conversations/$id/attachments?$query", $bytes,
        'Content-Type' => $type);
}


# A row's end: its state and error, once it has one.
sub outcome {
    my ($message) = @_;

    my $row;
    wait_until { $row = $w->pg->row('select state, error from core.outbox where id = $1', $message);
        $row && $row->{state} =~ /^(sent|failed)$/ } 60, 'an end';
    return join ' ', grep { defined } @$row{qw(state error)};
}


# ---- Telegram: with the request ----

tg_post($w, tg_message('hola', chat => 61));
my $id = taken(61);
my $r = give($id, $jpeg, 'name=plano.jpg&caption=El%20plano', 'image/jpeg');
is($r->{status}, 202, 'a picture, though nobody can read it') or diag $r->{body};
wait_until { grep { $_->{file} } $w->bots->sent(61) } 60, 'it is sent';
my ($sent) = grep { $_->{file} } $w->bots->sent(61);
is($sent->{call}, 'sendPhoto', 'sendPhoto');
is_deeply($sent->{file}, { field => 'photo', filename => 'plano.jpg', type => 'image/jpeg',
    bytes => length $jpeg, sha256 => sha256_hex($jpeg) }, 'with its bytes');
is($sent->{text}, 'El plano', 'and its caption');
is(outcome($r->{json}{message}), 'sent', 'the row is sent');
$r = give($id, $pdf, 'name=oferta.pdf', 'application/pdf');
is(outcome($r->{json}{message}), 'sent', 'a document');
($sent) = grep { ($_->{call} // '') eq 'sendDocument' } $w->bots->sent(61);
is($sent->{file}{sha256}, sha256_hex($pdf), 'by sendDocument');
my $large = "\xff\xd8\xff\xe0" . 'x' x 6_000_000;
$r = give($id, $large, 'name=big.jpg', 'image/jpeg');
is($r->{json}{type}, 'document', 'a picture of more than 5 MB is a document') or diag $r->{body};

# ---- Twilio: by a link ----

tw_post($w, tw_message('hola', from => 'whatsapp:+5215557201', to => $OURS));
$id = taken('5215557201');
$r = give($id, $pdf, 'name=oferta.pdf&caption=La%20oferta', 'application/pdf');
is(outcome($r->{json}{message}), 'sent', 'Twilio takes it');
($sent) = grep { $_->{MediaUrl} } $w->bots->sent('whatsapp:+5215557201');
is($sent->{Body}, 'La oferta', 'with its caption');
like($sent->{MediaUrl}, qr{^http://\S+/files\?t=[0-9a-f.st-]+$}, 'and a link');
(my $path = $sent->{MediaUrl}) =~ s{^http://[^/]+}{};
$r = $w->http(GET => $path);
is($r->{body}, $pdf, 'that gives it to whoever has it');
is($r->{headers}{'content-type'}, 'application/pdf', 'as what it is');
like($r->{headers}{'content-disposition'}, qr/^attachment;.*oferta\.pdf/, 'to be saved');
is($r->{headers}{'cross-origin-resource-policy'}, 'cross-origin', 'on other pages, too');

$w->part('worker')->write('files.public_url' => '');
$w->restart('worker');
$r = give($id, $pdf, 'name=again.pdf', 'application/pdf');
is(outcome($r->{json}{message}), 'failed media: files.public_url is not set',
    'without an address of ours it cannot be sent, and that is said');
$r = give($id, 'x' x 17_000_000, '', 'text/plain');
is($r->{status}, 413, 'larger than we take');
is($w->pg->value('select core.file_kind($1, $2, $3)', 'twilio', 'application/pdf', 17_000_000),
    undef, 'larger than Twilio takes');
is($w->pg->value('select core.file_kind($1, $2, $3)', 'instagram', 'application/pdf', 9), undef,
    'Instagram takes no documents');

# ---- web chat: the visitor's page fetches it ----

my $session = decode_json($w->http(POST => '/chat/demo/session')->{body});
$w->http(POST => '/chat/demo/messages', body => encode_json({ text => 'hola',
    id => '00000000-0000-4000-8000-000000000001' }),
    headers => { Authorization => "Bearer $session->{token}", 'Content-Type' => 'application/json' });
$id = taken($session->{visitor});
$r = give($id, $jpeg, 'name=plano.jpg', 'image/jpeg');
is(outcome($r->{json}{message}), 'sent', 'web chat');
my ($event) = map { decode_json($_) } grep { /"media":\{"/ && /"message":/ && /\/files\?t=/ }
    map { $_->[1]{e} } $w->redis->stream('relevo:live');
is_deeply([@{ $event->{message}{media} }{qw(kind name mime bytes)}],
    ['image', 'plano.jpg', 'image/jpeg', length $jpeg], 'the page hears of it');
is($w->http(GET => $event->{message}{media}{url})->{body}, $jpeg, 'and fetches it');

Relevo::World->finish;
