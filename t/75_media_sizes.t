# Documents from 1 KB to 100 MB on their whole way, by the release program: each
# is read, the large ones too, and who fetches and stores them does not hold
# them in memory.  One byte more than allowed is refused, politely.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Samples::Zip qw(zip_bytes);
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::Workflow;
use Relevo::World;

my $MOST = 100 << 20;                           # media.max_bytes
my $TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
my $BODY = '<w:document xmlns:w="w"><w:p><w:r><w:t>Contrato de %d bytes</w:t></w:r></w:p></w:document>';

my $w = Relevo::World->new(binary => "$Relevo::World::BUILD/relevo",
    set => { 'turn.burst_ms' => 0, 'media.document_deadline' => '5m' });
my $noise = join '', map { pack 'N', int rand 2**32 } 1 .. 250_000;
my $from = 5_215_575_500;

# A document of about so many bytes: pictures that nobody unpacks.
sub docx {
    my ($bytes) = @_;

    my @pictures = map { ["word/media/image$_.jpg", $noise, store => 1] } 1 .. $bytes / 1e6;
    my $rest = $bytes - 1e6 * @pictures;
    push @pictures, ['word/media/rest.jpg', substr($noise, 0, $rest), store => 1] if $rest > 2000;
    return zip_bytes(@pictures, ['word/document.xml', sprintf $BODY, $bytes]);
}

sub send_file {
    my ($bytes, $type) = @_;

    my ($number, $path) = (++$from, $w->dir("file$from"));
    open my $f, '>:raw', $path or die "$path: $!";
    print $f $bytes;
    close $f or die "$path: $!";
    $w->graph->media({ id => "f$number", file => $path, mime_type => $type });
    is($w->webhook(wa_message('document', { id => "f$number", mime_type => $type, filename => 'contrato' },
        from => $number))->{status}, 200, 'accepted');
    wait_until { media_of($w, $number)->{state} =~ /^(done|failed|unsupported)$/ } 120, 'it is worked on';
    unlink $path;
    return ($number, media_of($w, $number));
}

# Of the largest of the workers; without what they have mapped of files.
sub rss_mb {
    my $most = 0;
    for my $pid ($w->tree('worker')) {
        my $status = do { local $/; open my $in, '<', "/proc/$pid/status" or next; <$in> };
        next if $status =~ /^Name:\s+relevo-decode/m;
        my ($kb) = $status =~ /^RssAnon:\s+(\d+)/m;
        $most = $kb / 1024 if $kb / 1024 > $most;
    }
    return $most;
}

send_file(docx(5_000), $TYPE);                  # everything is loaded
my $before = rss_mb();

for my $size (1_000, 50_000, 1_000_000, 10_000_000, 100_000_000) {
    my $bytes = docx($size);
    my ($number, $media) = send_file($bytes, $TYPE);
    is($media->{state}, 'done', "$size bytes: done") or diag(explain($media));
    is($media->{bytes}, length $bytes, "$size bytes: all of them");
    is($media->{text}, "Contrato de $size bytes", "$size bytes: read");
}

my $grown = rss_mb() - $before;
ok($grown < 20, sprintf 'the worker has grown by %.1f MB', $grown);

my ($number, $media) = send_file("%PDF-1.4\n" . 'x' x ($MOST - 8), 'application/pdf');
is("$media->{state} $media->{error}", 'failed too_large', 'a byte too many');
my @said;
wait_until { @said = grep { ($_->{to} // '') =~ /$number$/ } $w->graph->sent } 60, 'the customer hears of it';
like($said[-1]{text}, qr/large|grande/i, 'and why') or diag(explain(\@said));

Relevo::World->finish;
