# The object store that is a bucket: our signatures against AWS's own signer,
# in front of a server that others wrote (t/oracle/s3.mjs).

use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Http;
use Relevo::S3;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(postgres)]);
my $s3 = Relevo::S3->start($w->dir('bucket'));

sub file {
    my ($name, $bytes) = @_;
    my $path = $w->dir($name);
    open my $f, '>:raw', $path or die $!;
    print $f $bytes;
    close $f;
    chmod 0600, $path;
    return $path;
}

sub slurp { open my $f, '<:raw', $_[0] or return ''; local $/; return <$f> }

my %set = $s3->settings($w);
$w->part('worker')->write(%set);
# To the store's own name: it is part of the signature.
sub link_get {
    return http($s3->at, GET => $_[0], no_host => 1, headers => { Host => $s3->at });
}

sub media { return $w->cli('media', @_) }

my $key = '01977f0a-0000-7000-8000-000000000001/media/0123/2026/11/21/a.png';
my $bytes = join '', map { chr($_ * 31 >> 3 & 255) } 1 .. 300_000;
my $from = file('a.png', $bytes);

my $r = media('put', $from, $key, '--mime', 'image/png');
is($r->{status}, 0, 'put') or diag($r->{err}, join "\n", $s3->requests);
like(($s3->requests)[-1], qr{^200 PUT /media/\Q$key\E.*x-amz-meta-user_id.*x-amz-meta-message_id},
    'signed, with metadata');
is(media('put', $from, $key)->{status}, 0, 'again: harmless');
is(media('get', $key, $w->dir('b.png'))->{status}, 0, 'get');
is(sha256_hex(slurp($w->dir('b.png'))), sha256_hex($bytes), 'the same bytes');
isnt(media('get', "$key.not", $w->dir('c.png'))->{status}, 0, 'one that is not there');
ok(!-e $w->dir('c.png'), 'leaves no file');

subtest 'a link' => sub {
    my $url = media('url', $key, '--seconds', 60);
    is($url->{status}, 0, 'made');
    chomp(my $link = $url->{out});
    my ($path) = $link =~ m{^\Q$s3->{url}\E(/.+)$};
    my $got = link_get($path);
    is($got->{status}, 200, 'gives the object to anybody') or diag(join "\n", $s3->requests);
    is(sha256_hex($got->{body}), sha256_hex($bytes), 'the same bytes');
    $path =~ s/Signature=./Signature=0/ if $path =~ /Signature=[^0]/;
    $path =~ s/Expires=60/Expires=61/;
    is(link_get($path)->{status}, 403, 'a changed one does not');
};

subtest 'the wrong secret' => sub {
    $w->part('worker')->write('s3.credential_file' => file('wrong', "AKIDTEST:other\n"));
    my $no = media('put', $from, $key);
    is($no->{status}, 1, 'refused');
    like($no->{err}, qr/refuses the credential/, 'and it is said');
    unlike($no->{err}, qr/other/, 'without the secret');
    $w->part('worker')->write(%set);
};

subtest 'encryption by the store' => sub {
    $w->part('worker')->write('s3.sse' => 'aws:kms', 's3.sse_key' => 'arn:aws:kms:eu-south-2:1:key/a');
    is(media('put', $from, $key)->{status}, 0, 'asked for, signed') or diag(join "\n", $s3->requests);
    $w->part('worker')->write('s3.bucket' => 'plain');
    my $no = media('put', $from, $key);
    is($no->{status}, 1, 'a store that ignores it');
    like($no->{err}, qr/did not encrypt/, 'is not trusted');
    $w->part('worker')->write(%set, 's3.sse' => '', 's3.sse_key' => '');
};

subtest 'sealed before it leaves' => sub {
    $w->part('worker')->write('store.key_file' => file('keys', ('ab' x 32) . "\n"));
    is(media('put', $from, "$key.sealed")->{status}, 0, 'put');
    my ($blob) = grep { -f } split /\n/, qx{find @{[$w->dir('bucket')]} -name '*sealed*' -type f -size +100k};
    ok($blob, 'it is in the bucket');
    unlike(slurp($blob // ''), qr/\Q@{[substr $bytes, 1000, 64]}\E/, 'and nobody can read it');
    is(media('get', "$key.sealed", $w->dir('d.png'))->{status}, 0, 'get');
    is(sha256_hex(slurp($w->dir('d.png'))), sha256_hex($bytes), 'the same bytes');
    is(media('get', $key, $w->dir('e.png'))->{status}, 0, 'what was stored before comes as it is');
    $w->part('worker')->write('store.key_file' => file('keys2', ('cd' x 32) . "\n"));
    my $no = media('get', "$key.sealed", $w->dir('f.png'));
    is($no->{status}, 1, 'another key');
    like($no->{err}, qr/another key/, 'is said');
    $w->part('worker')->write(%set, 'store.key_file' => '');
};

subtest 'gc' => sub {
    my $foreign = 'backups/2026/11/21.tar.gz';
    is(media('put', $from, $foreign)->{status}, 0, 'something of somebody else in the bucket');
    my $gc = media('gc', '--older', 0, '--dry-run', '--json');
    is($gc->{status}, 0, 'list') or diag($gc->{err}, join "\n", $s3->requests);
    is(decode_json($gc->{out})->{orphans}, 2, 'two that no row names');
    is(media('gc', '--older', 0)->{status}, 0, 'gc');
    is(decode_json(media('gc', '--json')->{out})->{objects}, 1, 'nothing of ours is left');
    is(media('get', $foreign, $w->dir('g.png'))->{status}, 0, 'what is not ours is');
};

subtest 'no store' => sub {
    $s3->stop;
    my $no = media('put', $from, $key);
    is($no->{status}, 1, 'it is away');
    like($no->{err}, qr/cannot connect|connection lost/, 'and it is said');
};

Relevo::World->finish;
