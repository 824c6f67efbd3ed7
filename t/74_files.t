# Files for people: an agent looks at what a customer sent, by links that end
# with the session, and sends files back on the customer's channel.

use strict;
use warnings;
use utf8;
use Digest::SHA 'sha256_hex';
use Encode 'encode_utf8';
use FindBin;
use File::Path 'make_path';
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Api;
use Relevo::Media;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::Workflow;
use Relevo::World;

my $MAX = 600_000;
my $w = Relevo::World->new(stopped => 1, set => { 'turn.burst_ms' => 0,
    'deliver.retry' => '50ms' });
my ($uploads, $socket) = ($w->dir('uploads'), $w->socket('files.sock'));
make_path($uploads);
chmod 0777, $uploads;
$w->part('worker')->write('webchat.uploads' => $uploads, 'files.socket' => $socket,
    'files.public_url' => 'https://chat.example');
$w->part('nginx')->write(replace => [[qr/location \/api\/ \{/ =>
    "location /api/ { relevo_chat_media $uploads max=$MAX;"]], server => <<"END");
location = /files { proxy_pass http://unix:$socket; proxy_force_ranges on; }
END
$w->start(@{ $w->{parts} });

sub left { return grep { !/^new\./ } map { s{.*/}{}r } glob "$uploads/*" }

# ---- a customer's picture ----

my $draw = Relevo::Media->new($w->dir, "$Relevo::World::BUILD/test/relevo-decode");
my ($sample) = grep { $_->{file} =~ /png$/ } @{ $draw->draw('clean', seed => 1, n => 4) };
my $bytes = do { open my $in, '<:raw', $sample->{path} or die; local $/; <$in> };
$w->graph->media({ id => 'p1', file => $sample->{path}, mime_type => 'image/png' });

my $ana = '5215557101';
is($w->webhook(wa_message('image', { id => 'p1', mime_type => 'image/png' }, from => $ana))
    ->{status}, 200, 'a customer sends a picture');
wait_until { my $m = media_of($w, $ana); $m && $m->{state} eq 'done' } 60, 'it is read';
my $media = media_of($w, $ana);
my $conversation = $media->{conversation_id};
my $path = "/api/v1/media/$media->{id}";

my $boss = Relevo::Api->key($w, 'demo', '*');
my $r = $boss->get($path);
is($r->{status}, 200, 'GET media/{id}');
is_deeply([@{ $r->{json} }{qw(state kind mime bytes from)}],
    ['done', 'image', 'image/png', length $bytes, 'customer'], 'what it is');
ok(length $r->{json}{text}, 'and its text');
is($boss->get("/api/v1/conversations/$conversation/media")->{json}{items}[0]{id}, $media->{id},
    'its conversation lists it');

# ---- its bytes ----

sub follow {
    my ($api, $path, %headers) = @_;
    my $r = $api->get($path);
    diag(JSON::PP->new->canonical->encode($r)) if !$r->{headers}{location};
    return $r if $r->{status} != 302;
    return $w->http(GET => $r->{headers}{location}, headers => \%headers);
}

$r = follow($boss, "$path/content");
is($r->{status}, 200, "content") or BAIL_OUT("$r->{status} $r->{body}");
is(sha256_hex($r->{body}), sha256_hex($bytes), 'is the original');
my $h = $r->{headers};
is($h->{'content-type'}, 'image/png', 'its type, sniffed');
is($h->{'x-content-type-options'}, 'nosniff', 'nosniff');
like($h->{'content-security-policy'}, qr/default-src 'none'.*sandbox/, 'a sandbox');
like($h->{'content-disposition'}, qr/^inline; filename="file\.png"/, 'shown');
is($h->{'cross-origin-resource-policy'}, 'same-origin', 'to our own pages only');
like($h->{'cache-control'}, qr/^private, max-age=\d+$/, 'kept by nobody else');
$r = follow($boss, "$path/content", Range => 'bytes=10-19');
is($r->{status}, 206, 'a range');
is($r->{body}, substr($bytes, 10, 10), 'of its bytes');
$r = follow($boss, "$path/thumbnail");
is($r->{headers}{'content-type'}, 'image/jpeg', 'its thumbnail');
like($r->{body}, qr/^\xff\xd8/, 'is a picture');

# ---- who may ----

my $link = $boss->get("$path/content")->{headers}{location};
my $no = sub { $w->http(GET => $_[0])->{status} };
is($no->($link), 200, 'a link opens without a token');
(my $other = $link) =~ s/\.f\./.t./;
is($no->($other), 404, 'but not the other file');
is($no->(substr($link, 0, -1) . (substr($link, -1) eq '0' ? '1' : '0')), 404, 'not altered');
is($no->('/files'), 404, 'not without');
is($no->('/files?t=' . 'a' x 300), 404, 'nor with anything long');
is($w->http(POST => $link, body => 'x')->{status}, 404, 'and is not posted to');
ok(!(grep { $_->{uri} =~ /\bt=/ } $w->part('nginx')->access), 'no log has a link');
$w->pg->do('update core.tenant set file_key = $1 where slug = $2', '\\x00', 'demo');
is($no->($link), 404, 'a new key of the tenant ends all links');
$w->pg->do('update core.tenant set file_key = ext.gen_random_bytes(32)');
my $old = $w->pg->value('select core.file_link($1, $2, $3, $4, $5)', $media->{tenant_id},
    $media->{id}, 'f', -1, '-');
is($no->("/files?t=$old"), 404, 'nor is one that is over');

my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');
is($bea->get($path)->{status}, 404, 'an agent who does not have it');
$boss->post("/api/v1/conversations/$conversation/handoff", { reason => 'x' });
is($bea->get("$path/content")->{status}, 404, 'nor while it waits: a preview has no files');
is($bea->post("/api/v1/conversations/$conversation/claim")->{status}, 200, 'claimed');
$r = $bea->get("$path/content");
is($r->{status}, 302, 'who has it may');
is($no->($r->{headers}{location}), 200, 'by the link of the session');
my $thief = Relevo::Api->key($w, 'thief', '*');
is($thief->get("$path$_")->{status}, 404, "a foreign tenant: $_")
    for '', '/content', '/thumbnail';

# ---- an agent sends a file ----

my $to = "/api/v1/conversations/$conversation/attachments";

sub give {
    my ($api, $bytes, $query, $type) = @_;
    return $api->post("$to?$query", $bytes, 'Content-Type' => $type // 'image/png');
}

is(give($thief, $bytes, 'name=a.png')->{status}, 404, 'a foreign tenant cannot');
is(give(Relevo::Api->new($w), $bytes, '')->{status}, 401, 'nor nobody');
is(give(Relevo::Api->key($w, 'demo', 'conversations:read'), $bytes, '')->{status}, 403,
    'nor without the scope');
is(give($bea, '', '')->{status}, 400, 'nothing is no file');
is(give($bea, 'x' x ($MAX + 1), '')->{status}, 413, 'nor is too much');
is(give($bea, $bytes, '', 'multipart/form-data; boundary=x')->{status}, 415, 'nor a form');
is(give($bea, '<html><script>', '', 'text/html')->{status}, 415, 'nor a page');
is(give($bea, $bytes, '', 'image/jpeg')->{status}, 415, 'nor what says it is another');
is(give($bea, $bytes, 'colour=red')->{status}, 422, 'no such parameter');
is(give($bea, $bytes, 'caption=' . 'x' x 1100)->{status}, 422, 'a caption has an end');
wait_until { !left() } 5, 'nothing refused stays';
pass('nothing refused stays');

$r = give($bea, $bytes, 'name=C%3A%5Ctmp%5Cplano.png&caption=Su%20plano');
is($r->{status}, 202, 'taken');
is($r->{json}{type}, 'image', 'as a picture');
my $sent = $r->{json};
wait_until { grep { $_->{image} } $w->graph->sent } 60, 'it is sent';
my ($upload) = $w->graph->history(sub { $_[0]{kind} eq 'upload' });
is($upload->{file}{sha256}, sha256_hex($bytes), 'its bytes were uploaded');
is_deeply([@{ $upload->{file} }{qw(type filename)}], ['image/png', 'plano.png'],
    'with type and name');
my ($message) = grep { $_->{image} } $w->graph->sent;
is_deeply($message->{image}, { id => $upload->{id}, caption => 'Su plano' }, 'and sent by its id');
is($message->{biz_opaque_callback_data}, $sent->{message}, 'as the message that was announced');
$r = $bea->get("/api/v1/media/$sent->{id}");
is_deeply([@{ $r->{json} }{qw(state from name)}], ['done', 'agent', 'plano.png'], 'its file');
is(follow($bea, "/api/v1/media/$sent->{id}/content")->{body}, $bytes, 'can be looked at');
wait_until { !left() } 5, 'the upload is in the store';

# ---- what nobody can read can be sent; what was given back is not ----

my $zip = "PK\x05\x06" . "\0" x 18;
$r = give($bea, $zip, 'name=todo.zip', 'application/zip');
is($r->{json}{type}, 'document', 'an archive is a document') or diag $r->{body};
wait_until { grep { ($_->{document} // {})->{filename} // '' eq 'todo.zip' } $w->graph->sent } 60,
    'and is sent';

$w->stop('worker');
$r = give($bea, $bytes, 'name=late.png');
is($r->{status}, 202, 'taken while no worker is there');
my $late = $r->{json}{id};
is($bea->post("/api/v1/conversations/$conversation/release", {})->{status}, 200, 'given back');
is(give($bea, $bytes, 'name=x.png')->{status}, 404, 'an agent who has it no more cannot');
is(give($boss, $bytes, 'name=x.png')->{status}, 409, 'nor a program, when it is the bot\'s');

# ---- sealed ----

$w->part('worker')->write('store.key_file' => $w->secret_file('seal_key'));
$w->start('worker');
wait_until { ($boss->get("/api/v1/media/$late")->{json}{error} // '') eq 'not_sent' } 60,
    'what was given back meanwhile is not sent';
is($no->($boss->get("$path/content")->{headers}{location}), 200, 'what was stored before opens');
my $text = encode_utf8("Contrato n.º 7\n");
$w->graph->media({ id => 'd1', body => "Contrato n.º 7\n", mime_type => 'text/plain' });
my $leo = '5215557102';
$w->webhook(wa_message('document', { id => 'd1', mime_type => 'text/plain',
    filename => "fr\x{e4}ge \"1\".txt" }, from => $leo));
wait_until { my $m = media_of($w, $leo); $m && $m->{state} eq 'done' } 60, 'a sealed file';
my $sealed = media_of($w, $leo);
unlike(do { open my $in, '<:raw', $w->dir('objects') . "/$sealed->{object}" or die; local $/; <$in> },
    qr/Contrato/, 'nobody reads it in the store');
$r = follow($boss, "/api/v1/media/$sealed->{id}/content");
is($r->{body}, $text, 'it is opened for who may');
is($r->{headers}{'content-disposition'},
    q{attachment; filename="file.txt"; filename*=UTF-8''fr%C3%A4ge%20%221%22.txt},
    'and saved under its name');
is($boss->get("/api/v1/media/$sealed->{id}/thumbnail")->{status}, 404, 'it has no thumbnail');

# ---- one listens, and another when it is gone ----

$w->part('worker')->write('worker.processes' => 2, 'files.connections' => 1);
$w->restart('worker');
wait_until { $no->($boss->get("$path/content")->{headers}{location}) == 200 } 20, 'served';
my ($listener) = map { /"pid":(\d+)/ } grep { /files\.listening/ } reverse split /\n/,
    do { open my $in, '<', $w->log('worker') or die; local $/; <$in> };
ok($listener, 'one child listens');
kill 'KILL', $listener;
wait_until { $no->($boss->get("$path/content")->{headers}{location}) == 200 } 20, 'another took over';
pass('another takes over');
$w->pg->do('update core.media set object = $1 where id = $2', 'gone/x.png', $media->{id});
is($no->($boss->get("$path/content")->{headers}{location}), 404, 'a file the store has not');

# ---- a tenant's room is used up ----

$w->part('worker')->write('store.quota' => 1, 'media.gc_interval' => '1s',
    'retention.interval' => '1s');
$w->restart('worker');
my $tom = '5215557103';
$w->graph->media({ id => 'd2', body => "mucho texto\n", mime_type => 'text/plain' });
$w->webhook(wa_message('document', { id => 'd2', mime_type => 'text/plain',
    filename => 'a.txt' }, from => $tom));
wait_until { my $m = media_of($w, $tom); $m && $m->{state} eq 'failed' } 60, 'a file too many';
is(media_of($w, $tom)->{error}, 'quota', 'fails for the quota');
is(media_of($w, $tom)->{object}, undef, 'and is not kept');

# ---- the worker cleans up by itself, in a process of its own ----

ok((wait_for { join(' ', values %{ $w->redis->hash('relevo:stats') })
    =~ /"media_gc_runs":[1-9]/ } 60), 'gc was run');
unlike(do { open my $in, '<', $w->log('worker') or die; local $/; <$in> }, qr/media\.gc_failed/,
    'and did not fail');

# ---- logging out ends the links of a session ----

$boss->post("/api/v1/conversations/$conversation/handoff", { reason => 'x' });
$bea->post("/api/v1/conversations/$conversation/claim");
$link = $bea->get("/api/v1/media/$sent->{id}/content")->{headers}{location};
is($no->($link), 200, 'a link of the session');
$bea->delete('/api/v1/session');
is($no->($link), 404, 'ends with it');

ok((wait_for { join(' ', values %{ $w->redis->hash('relevo:stats') })
    =~ /"files_served":[1-9].*"files_refused":[1-9]/ } 10), 'counted');

# ---- a socket that cannot be made ----

my $folder = $w->dir . '/later';
my $said = sub {
    open my $in, '<', $w->log('worker') or die;
    return grep { /files\.not_listening/ } <$in>;
};
$w->part('worker')->write('files.socket' => "$folder/files.sock");
$w->restart('worker');
ok((wait_for { scalar(my @lines = $said->()) } 10), 'is logged');
like(join('', $said->()), qr/no such file/, 'with the reason');
select undef, undef, undef, 1;
my @lines = $said->();
cmp_ok(scalar @lines, '<=', 2, 'once by each child') or diag @lines;
mkdir $folder or die "$folder: $!";
ok((wait_for { -S "$folder/files.sock" } 10), 'it listens when that is over');

Relevo::World->finish;
