# documents - what documents, voice notes and large files cost.
#
#   ./build.sh bench documents
#
# Bars: a PDF of ten pages of text <= 100 ms and a voice note of 30 s <= 150 ms
# of CPU; a document of 100 MB raises the memory of who starts the decoders by
# less than 20 MB; 99 % of the words of text layers and office files.

use strict;
use warnings;
use utf8;

use Encode ();
use File::Temp qw(tempdir);

use Relevo::Media;
use Relevo::Samples::Office qw(docx xlsx odt eml);
use Relevo::Samples::Pdf qw(pdf pdf_lines);
use Relevo::Samples::Zip qw(zip_bytes);

binmode STDOUT, ':utf8';

my $runs = 5;
my $dir = tempdir('relevo-bench-XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $media = Relevo::Media->new($dir, "$FindBin::Bin/../../build/relevo-decode");
my @vowels = ('la entrega del pedido número %d llegó a Málaga el día siguiente sin ninguna incidencia',
    'the delivery of order number %d reached the warehouse in time and was signed for',
    'a devolução da encomenda %d não foi aceite até à próxima manhã',
    'la livraison de la commande %d a été effectuée à l’adresse indiquée',
    'la consegna dell’ordine %d è già arrivata in città lunedì');


sub sentence { return sprintf $vowels[$_[0] % @vowels], $_[0] }


sub file {
    my ($name, $bytes) = @_;

    open my $out, '>:raw', "$dir/$name" or die "$dir/$name: $!";
    print {$out} $bytes;
    close $out;
    return { path => "$dir/$name" };
}


# bar: milliseconds of CPU, the median; text: what must be in it
sub cost {
    my ($what, $bytes, $bar, $text) = @_;
    my $name = $what =~ s/\W+/_/gr;
    my $results = $media->decode([(file($name, $bytes)) x $runs], '--languages', 'en', '--what', 'text,pcm');
    my @ms = sort { $a <=> $b } map { $_->{usage}{cpu_ms} } @$results;
    my $right = defined $text ? sprintf '  words %.1f %%', 100 * word_accuracy($text, $results->[0]{text}) : '';

    printf "%-26s %5d ms CPU%s  %.1f MB%s%s  parent's RSS %d -> %d KB\n", $what, $ms[@ms / 2],
        defined $bar ? " (bar $bar)" : '', length($bytes) / 1e6, $right,
        $results->[0]{error} ? "  error $results->[0]{error}" : '', @{ $media->{parent} };
}


my @lines = map { sentence($_) } 1 .. 480;
my @page = map { [@lines[$_ * 48 .. $_ * 48 + 47]] } 0 .. 9;
my $text = join "\n", @lines;

cost('PDF of ten pages', pdf(map { pdf_lines(@$_) } @page), 100, $text);
cost('DOCX', docx(@lines), undef, "Cabecera $text Pie");
cost('ODT', odt(@lines), undef, $text);
cost('XLSX, 2,000 rows', xlsx(Hoja => [map { [$_, sentence($_), { date => 46000 + $_ }, $_ / 7] } 1 .. 2000]));
cost('mail with a DOCX', eml(subject => 'x', parts => [{ text => 'Hola' }, { type => 'application/octet-stream',
    name => 'a.docx', bytes => docx(@lines) }]));

my $encode = "ffmpeg -loglevel error -y -f lavfi -i sine=frequency=220:duration=29.4 -c:a libopus -b:a 24k";
if (system("$encode $dir/note.ogg") == 0) {
    my $note = do { open my $in, '<:raw', "$dir/note.ogg" or die $!; local $/; <$in> };
    cost('voice note of 30 s', $note, 150);
}

# pictures make a document large, and nobody unpacks them
my $noise = join '', map { pack 'N', int rand 2**32 } 1 .. 250_000;
cost('DOCX of 100 MB', zip_bytes((map { ["word/media/image$_.jpg", $noise, store => 1] } 1 .. 100),
    ['word/document.xml', '<w:document xmlns:w="w"><w:p><w:r><w:t>hola</w:t></w:r></w:p></w:document>']), undef,
        'hola');

1;
