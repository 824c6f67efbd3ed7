# Files of web chat: from POST .../media to the object store, and everything
# that is refused on the way.

use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use FindBin;
use File::Path 'make_path';
use JSON::PP;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Http;
use Relevo::Wait;
use Relevo::World;

my $MAX = 300_000;
my $w = Relevo::World->new(parts => [qw(redis postgres graph worker nginx)],
    set => { 'turn.burst_ms' => 0 });
my $uploads = $w->dir('uploads');
make_path($uploads);
chmod 0777, $uploads;
$w->part('worker')->write('webchat.uploads' => $uploads);
$w->restart('worker');
$w->part('nginx')->write(replace => [[qr/location \/chat\/ \{/ =>
    "location /chat/ { relevo_chat_media $uploads max=$MAX;"],
    [qr/client_max_body_size 64k;/ => 'client_max_body_size 1m;']]);
$w->restart('nginx');                    # a reload leaves the old workers for a moment

my $uuid = 0;
sub uuid { return sprintf '00000000-0000-4000-8000-%012x', ++$uuid }

sub json { return decode_json($_[0]{body}) }

my $session = json($w->http(POST => '/chat/demo/session'));
my %bearer = (Authorization => "Bearer $session->{token}");

sub upload {
    my ($bytes, %o) = @_;
    my $query = join '&', map { "$_=$o{query}{$_}" } sort keys %{ $o{query} // {} };
    return $w->http(POST => '/chat/demo/media?' . ($query || 'id=' . uuid()), body => $bytes,
        headers => { %bearer, 'Content-Type' => $o{type} // 'text/plain', %{ $o{headers} // {} } });
}

sub left { return grep { !/^\./ } map { s{.*/}{}r } glob "$uploads/*" }

is(upload("first\n")->{status}, 200, 'a text is taken');

# ---- refused ----

my $png = "\x89PNG\r\n\x1a\n" . join '', map { chr($_ * 7 & 255) } 1 .. 5000;
my @refused = (
    ['no token', 401, 'text', headers => { Authorization => 'Bearer no' }],
    ['no id', 400, 'text', query => { name => 'a.txt' }],
    ['an id that is none', 400, 'text', query => { id => '7' }],
    ['a name that is no text', 400, 'text', query => { id => uuid(), name => '%ff%fe' }],
    ['nothing', 400, ''],
    ['more than max', 413, 'x' x ($MAX + 1)],
    ['a program', 415, "\x7fELF" . 'x' x 100, type => 'application/octet-stream'],
    ['a page', 415, '<html><script>alert(1)</script>', type => 'text/html'],
    ['a page that says it is a picture', 415, '<html>', type => 'image/png'],
    ['text that says it is a picture', 415, 'text', type => 'image/png'],
    ['a compressed one', 415, 'text', headers => { 'Content-Encoding' => 'gzip' }],
);
wait_until { !left() } 30, 'the worker to have fetched the first';

for (@refused) {
    my ($name, $status, $bytes, %o) = @$_;
    is(upload($bytes, %o)->{status}, $status, "$name: $status");
}
is(scalar(() = left()), 0, 'nothing of them is left');
# 503 until nginx has been told which endpoints there are
ok((wait_for { $w->http(POST => '/chat/other/media?id=' . uuid(), body => 'x')->{status} == 404 } 30),
    'no such endpoint');
is($w->http(GET => '/chat/demo/media', headers => { %bearer })->{status}, 405, 'POST only');

# ---- accepted: receipt, row, object ----

my $id = uuid();
my $res = upload($png, type => 'image/png', query => { id => $id,
    name => 'C%3A%5Cfotos%5Cg%C3%A4to.png', caption => 'mira+esto' });
is($res->{status}, 200, 'a picture is taken');
is(json($res)->{sha256}, sha256_hex($png), 'with a receipt: its digest');
is(json($res)->{bytes}, length $png, 'and its size');

my $row = sub {
    return $w->pg->row(q{select z.*, encode(z.sha256, 'hex') as digest, m.text as words, m.type
        from core.media z join core.message m on m.tenant_id = z.tenant_id and m.id = z.message_id
        where m.provider_id = $1}, $id);
};
wait_until { ($row->() // {})->{object} } 30, 'it is stored';
my $media = $row->();
is($media->{kind}, 'image', 'kind');
is($media->{mime}, 'image/png', 'type');
is($media->{digest}, sha256_hex($png), 'digest');
is($media->{type}, 'image', 'the message is a picture');
is($media->{words}, 'mira esto', 'its words are the caption');
unlike(do { local (@ARGV, $/) = $w->log('nginx'); <> }, qr/mira|fotos/, '... and in no log');
like($media->{name}, qr/^g.+to\.png$/, 'a name, not a way');
like($media->{object}, qr{^[0-9a-f-]{36}/media/[0-9a-f]{32}/\d{4}/\d\d/\d\d/\Q$media->{id}\E\.png$},
    'the name of its object');
unlike($media->{object}, qr/$session->{visitor}/, 'holds nobody\'s name');
wait_until { !grep { !/^new/ } left() } 30, 'the upload is gone';

my $copy = $w->dir('copy.png');
is($w->cli(qw(media get), $media->{object}, $copy)->{status}, 0, 'it is in the store');
is(-s $copy, length $png, 'whole');

is(upload($png, type => 'image/png', query => { id => $id })->{status}, 200, 'the same id again');
wait_until { $w->pg->value('select count(*) from core.message where type = $1', 'image') == 1
    && $w->redis->cmd(XLEN => $w->pg->value(q{select 'relevo:{' || partition || '}:in'
        from core.media limit 1})) == 0 } 20, 'admitted';
is($w->pg->value('select count(*) from core.media where kind = $1', 'image'), 1, 'is the same message');

# ---- a browser cannot name a file ----

my $trick = $w->http(POST => '/chat/demo/messages',
    headers => { %bearer, 'Content-Type' => 'application/json' },
    body => encode_json({ id => uuid(), text => 'x', media => { file => 'f' x 32 } }));
is($trick->{status}, 200, 'a message with a file of its own naming');
wait_until { $w->pg->value(q{select count(*) from core.message where text = 'x'}) == 1 } 20, 'admitted';
is($w->pg->value('select count(*) from core.media where kind = $1', 'image'), 1, 'is a text');

# ---- gc, verify ----

my $orphans = () = left();
ok($orphans > 0, 'the repeated upload is nobody\'s');
my $gc = $w->cli(qw(media gc --older 0 --json));
is($gc->{status}, 0, 'gc') or diag($gc->{err});
is(decode_json($gc->{out})->{uploads}, $orphans, 'removes it');
is(scalar(() = left()), 0, 'nothing is left');
my $verify = $w->cli(qw(media verify --json));
is($verify->{status}, 0, 'verify: all files are what they were') or diag($verify->{out}, $verify->{err});

my $file = $w->dir('objects') . "/$media->{object}";
open my $fh, '+<', $file or die "$file: $!";
print $fh 'X';
close $fh;
$verify = $w->cli(qw(media verify --json));
is($verify->{status}, 1, 'a changed one is noticed');
is(decode_json($verify->{out})->{changed}, 1, 'and counted');
unlink $file;
$verify = $w->cli(qw(media verify --quick --json));
is(decode_json($verify->{out})->{missing}, 1, 'so is a missing one');
$w->pg->do('update core.media set object = null, thumb = null');
$gc = $w->cli(qw(media gc --older 0 --dry-run --json));
ok(decode_json($gc->{out})->{orphans} > 0, 'what no row names would go');
$w->cli(qw(media gc --older 0));
is(scalar(() = glob $w->dir('objects') . '/*/media/*/*/*/*/*'), 0, 'and goes');

# ---- visitors who leave while their file is written ----

for my $i (1 .. 20) {
    my $c = Relevo::Http->new($w->url);
    $c->send(join "\r\n", 'POST /chat/demo/media?id=' . uuid() . ' HTTP/1.1', 'Host: localhost',
        "Authorization: Bearer $session->{token}", 'Content-Length: 200000', '', 'x' x 200000);
    $c->close if $i % 2;
}
is(upload($png, type => 'image/png')->{status}, 200, 'nginx goes on');

# ---- a folder that cannot be written ----

rename $uploads, "$uploads.away" or die $!;
$res = upload($png, type => 'image/png');
is($res->{status}, 503, 'no folder: 503');
ok($res->{headers}{'retry-after'}, 'come again');
rename "$uploads.away", $uploads or die $!;
is(upload($png, type => 'image/png')->{status}, 200, 'and it is taken');

my $metrics = $w->http(GET => '/metrics')->{body};
like($metrics, qr/relevo_nginx_chat_uploads_total [1-9]/, 'counted');

# a file is not signed: a span without a beginning or an end is none
my %seconds = $metrics =~ /^relevo_nginx_(\w+)_seconds_sum (\S+)/mg;
is((grep { $_ > 300 } values %seconds), 0, 'no time of it is absurd') or diag explain \%seconds;
cmp_ok($seconds{enqueue}, '>', 0, 'there is one until it was durable');

Relevo::World->finish;
