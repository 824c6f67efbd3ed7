# Pictures on their whole way: drawn here, fetched, read by relevo-decode, and
# what is in them said and asked for.  How well they are read is 70_decode's.

use strict;
use warnings;
use utf8;
use Digest::SHA;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Media;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::Workflow;
use Relevo::World;

die "no samples: make -f worker/Makefile media\n"
    if !-x "$FindBin::Bin/../build/media/samples";
binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0 });
mkdir $w->dir('samples');
my $media = Relevo::Media->new($w->dir('samples'), "$Relevo::World::BUILD/test/relevo-decode");
my ($page) = grep { $_->{language} eq 'es' } @{ $media->draw('clean', seed => 5, n => 1) };

sub said {
    my ($to) = @_;
    return map { $_->{text} } grep { ($_->{to} // '') =~ /^\+?$to$/ } $w->graph->sent;
}

sub talk {
    my ($from, $body) = @_;
    my $before = said($from);
    is($w->webhook($body)->{status}, 200, 'accepted');
    wait_until { said($from) > $before } 60, "a reply to $from";
    return (said($from))[-1];
}

sub picture {
    my ($from, $path, %more) = @_;
    my $type = $path =~ /\.jpe?g$/ ? 'image/jpeg' : 'image/png';
    my $digest = Digest::SHA->new(256)->addfile($path)->hexdigest;
    $w->graph->media({ id => 'pic', file => $path, mime_type => $type, sha256 => $digest });
    return wa_message('image', { id => 'pic', mime_type => $type, sha256 => $digest, %more }, from => $from);
}

my $ana = '5215558001';
talk($ana, wa_text('hola', from => $ana));
like(talk($ana, picture($ana, $page->{path})), qr/Imagen que contiene: .*Texto detectado: /s,
     'a picture is described');
my $file = media_of($w, $ana);
is($file->{state}, 'done', 'done');
cmp_ok(word_accuracy($page->{text}, $file->{text} // ''), '>=', 0.9, 'its words are its text');
ok($file->{thumb}, 'it has a thumbnail in the store');
ok($file->{object}, 'beside itself');
is_deeply([glob $w->dir('spool', '*')], [], 'nothing is left in the spool');

my ($line) = grep { 4 < split } split /\n/, $page->{text};
my @words = grep { length > 4 } $line =~ /(\p{L}+)/g;
talk($ana, wa_text($_, from => $ana)) for qw(gracias ok);
my @asked = splice @words, 0, 3;
my $reply = talk($ana, wa_text("¿Qué dice la imagen de @asked?", from => $ana));
like($reply, qr/\Q$asked[0]\E/, 'a question three turns later is answered from it');

Relevo::World->finish;
