# A bucket in place of the folder, for people and for others who look: files for
# agents by our own links, files they send, and pictures that are too large to
# be sent to Rekognition and Textract, which take them from the bucket.

use strict;
use warnings;
use utf8;
use Digest::SHA 'sha256_hex';
use FindBin;
use File::Path 'make_path';
use lib "$FindBin::Bin/lib";

use Compress::Zlib ();
use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Media;
use Relevo::Models;
use Relevo::S3;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::Workflow;
use Relevo::World;

my $MAX = 9_000_000;
my $w = Relevo::World->new(stopped => 1, set => { 'turn.burst_ms' => 0, 'deliver.retry' => '50ms',
    'provider.attempts' => 1 });
my ($uploads, $socket) = ($w->dir('uploads'), $w->socket('files.sock'));
make_path($uploads);
chmod 0777, $uploads;
my $s3 = Relevo::S3->start($w->dir('bucket'));
my $m = Relevo::Models->start($w->dir);
$w->part('worker')->write($s3->settings($w), 'webchat.uploads' => $uploads, 'files.socket' => $socket,
    'files.public_url' => 'https://chat.example');
$w->part('nginx')->write(replace => [[qr/location \/api\/ \{/ =>
    "location /api/ { relevo_chat_media $uploads max=$MAX;"]], server => <<"END");
location = /files { proxy_pass http://unix:$socket; proxy_force_ranges on; }
END
$w->start(@{ $w->{parts} });

my $serial = 0;

# A file of a customer who has said hello, once it is worked on.
sub send_file {
    my ($from, $kind, $type, %file) = @_;

    my $id = 'f' . ++$serial;
    $w->graph->media({ id => $id, mime_type => $type, %file });
    is($w->webhook(wa_message($kind, { id => $id, mime_type => $type,
        $kind eq 'document' ? (filename => 'papel.png') : () }, from => $from))->{status}, 200, 'accepted');
    wait_until { media_of($w, $from)->{state} =~ /^(done|failed|unsupported)$/ } 60, 'it is worked on';
    my $media = media_of($w, $from);
    $media->{result} = decode_json($media->{result}) if $media->{result} && !ref $media->{result};
    return $media;
}

sub follow {
    my ($api, $path, %headers) = @_;

    my $r = $api->get($path);
    return $r if $r->{status} != 302;
    return $w->http(GET => $r->{headers}{location}, headers => \%headers);
}

sub slurp { open my $f, '<:raw', $_[0] or return ''; local $/; return <$f> }

# A small picture that is large: most of it a chunk that nobody looks at.
sub large_png {
    my ($bytes) = @_;

    my $chunk = sub { my ($type, $data) = @_; pack('N', length $data) . $type . $data
        . pack('N', Compress::Zlib::crc32("$type$data")) };
    return "\x89PNG\r\n\x1a\n" . $chunk->('IHDR', pack('NNCCCCC', 40, 30, 8, 0, 0, 0, 0))
        . $chunk->('prVt', "\0" x $bytes)
        . $chunk->('IDAT', Compress::Zlib::compress(("\0" . "\xc0" x 40) x 30)) . $chunk->('IEND', '');
}

my $draw = Relevo::Media->new($w->dir, "$Relevo::World::BUILD/test/relevo-decode");
my ($sample) = grep { $_->{file} =~ /png$/ } @{ $draw->draw('clean', seed => 1, n => 4) };
my $bytes = slurp($sample->{path});
my $boss = Relevo::Api->key($w, 'demo', '*');
my $ana = '5215557701';


my $media = send_file($ana, image => 'image/png', file => $sample->{path});
my $path = "/api/v1/media/$media->{id}";

subtest 'a picture of a customer' => sub {
    is($media->{state}, 'done', 'is read') or diag(explain($media));
    ok($s3->blob($media->{object}), 'and lies in the bucket');
    ok((grep { /^200 PUT \/media\/\Q$media->{thumb}\E/ } $s3->requests), 'its thumbnail, too')
        or diag(join "\n", $s3->requests);

    my $r = follow($boss, "$path/content");
    is($r->{status}, 200, 'an agent opens it by a link of ours') or diag($r->{body});
    is(sha256_hex($r->{body}), sha256_hex($bytes), 'the original');
    is($r->{headers}{'content-type'}, 'image/png', 'as what it is');
    like($r->{headers}{'content-security-policy'}, qr/sandbox/, 'in a sandbox');
    $r = follow($boss, "$path/content", Range => 'bytes=10-19');
    is($r->{body}, substr($bytes, 10, 10), 'a range of it');
    like(follow($boss, "$path/thumbnail")->{body}, qr/^\xff\xd8/, 'its thumbnail');
    ok(!glob($w->dir('spool') . '/serve.*'), 'no copy is left');
};

subtest 'a file of an agent' => sub {
    my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');
    my $id = $media->{conversation_id};
    $boss->post("/api/v1/conversations/$id/handoff", { reason => 'x' });
    is($bea->post("/api/v1/conversations/$id/claim")->{status}, 200, 'claimed');
    my $r = $bea->post("/api/v1/conversations/$id/attachments?name=plano.png", $bytes,
        'Content-Type' => 'image/png');
    is($r->{status}, 202, 'taken') or diag($r->{body});
    wait_until { grep { $_->{image} } $w->graph->sent } 60, 'it is sent';
    my ($upload) = $w->graph->history(sub { $_[0]{kind} eq 'upload' });
    is($upload->{file}{sha256}, sha256_hex($bytes), 'out of the bucket, unchanged');
    my $sent = $w->pg->row('select * from core.media where id = $1', $r->{json}{id});
    ok($s3->blob($sent->{object}), 'where it lies, too');
};

subtest 'too large to be sent to Rekognition' => sub {
    $w->cli_ok('an account', qw(provider add rek --kind rekognition --base-url), $m->url, '--key-file',
        $w->key_file('aws', "$Relevo::Models::Aws::ID:$Relevo::Models::Aws::SECRET"));
    $w->part('worker')->write('media.workflow' => "$FindBin::Bin/media/printed_workflow.json");
    $w->restart('worker');
    my $large = $w->dir('large.png');
    open my $f, '>:raw', $large or die;
    print $f large_png(5_300_000);
    close $f;
    $m->rules({ lines => ['CERRADO'] });
    my $seen = send_file('5215557702', image => 'image/png', file => $large);
    is($seen->{state}, 'done', 'done') or diag(explain($seen));
    is($seen->{text}, 'CERRADO', 'it is read there');
    my @asked = map { $_->{body} } $m->history;
    is_deeply([map { $_->{Image} } @asked],
        [({ S3Object => { Bucket => 'media', Name => $seen->{object} } }) x 2],
        'labels and text by the name of the object') or diag(explain(\@asked));
    is(-s $s3->blob($seen->{object}), -s $large, 'which is the picture');

    $m->rules({ lines => ['CERRADO'] });
    send_file('5215557703', image => 'image/png', file => $sample->{path});
    ok(!(grep { $_->{body}{Image}{S3Object} || !$_->{body}{Image}{Bytes} } $m->history),
        'a small one is sent');
};

subtest 'too large for Textract' => sub {
    $w->cli_ok('an account', qw(provider add tex --kind textract --base-url), $m->url, '--key-file',
        $w->dir('secrets/aws'));
    $w->restart('worker');
    $m->rules({ lines => ['Contrato'] });
    my $seen = send_file('5215557704', document => 'image/png', file => $w->dir('large.png'));
    is($seen->{text}, 'Contrato', 'a document') or diag(explain($seen));
    is_deeply([map { $_->{body}{Document} } $m->history],
        [{ S3Object => { Bucket => 'media', Name => $seen->{object} } }], 'by its name');
};

subtest 'sealed, the bucket tells nobody' => sub {
    $w->part('worker')->write('store.key_file' => $w->secret_file('seal_key'));
    $w->restart('worker');
    $m->rules({ lines => ['CERRADO'] });
    my $seen = send_file('5215557705', image => 'image/png', file => $w->dir('large.png'));
    is($seen->{state}, 'done', 'relevo-decode looks at it') or diag(explain($seen));
    is(scalar(() = $m->history), 0, 'nobody else is asked');
    unlike(slurp($s3->blob($seen->{object})), qr/\x89PNG/, 'what lies there is nothing to others');
    my $r = follow($boss, "/api/v1/media/$seen->{id}/content");
    is(sha256_hex($r->{body}), sha256_hex(slurp($w->dir('large.png'))), 'and opened for who may');
    is(follow($boss, "$path/content")->{status}, 200, 'what was stored before, too');
};

subtest 'not there, and away' => sub {
    unlink $s3->blob($media->{object});
    is(follow($boss, "$path/content")->{status}, 404, 'an object that is gone');
    my $link = $boss->get("$path/thumbnail")->{headers}{location};
    $s3->stop;
    is($w->http(GET => $link)->{status}, 503, 'a store that is away: come again');
};

$m->stop;
Relevo::World->finish;
