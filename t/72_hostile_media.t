# Files that were made to harm: each gets the right code, in time, and the
# next one is not touched by it.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use File::Temp ();
use Test::More;

use Relevo::Decode;
use Relevo::Media;
use Relevo::Samples::Office qw(docx docx_zip xlsx odt odf_zip rtf eml);
use Relevo::Samples::Pdf qw(pdf pdf_lines pdf_objects);
use Relevo::Samples::Zip qw(zip_bytes);

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
my $sheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';


# error: a code, undef for none, a list of those that are right
sub told {
    my ($what, $bytes, $error, %how) = @_;
    my $d = decode($bytes, wall_ms => 20_000, %how);
    my $json = $d->{json};
    my @right = ref $error eq 'ARRAY' ? @$error : ($error);

    ok((grep { ($_ // '') eq ($json->{error} // '') } @right),
        "$what: " . join(' or ', map { $_ // 'no error' } @right)) or diag('it is: '
            . ($json->{error} // 'no error'));
    return $json;
}


# ---- packed files ----

my $run = '<w:p><w:r><w:t>' . 'a' x 60_000 . '</w:t></w:r></w:p>';
my $bomb = zip_bytes(['[Content_Types].xml', ''], ['word/document.xml', $run, before => "<w:document $w>",
    repeat => 2500]);
cmp_ok(length $bomb, '<', 400_000, 'a bomb of 150 MB is small');
my $json = told('bomb', $bomb, [undef, 'too_large']);
ok($json->{truncated} || $json->{error}, '... and not read to its end');

told('bomb of blanks', zip_bytes(['word/document.xml', ' ' x 1_000_000, before => "<w:document $w>",
    repeat => 300]), 'too_large');
told('bomb without text', zip_bytes(['word/document.xml', '<w:p/>' x 10_000, before => "<w:document $w>",
    repeat => 5000]), ['too_large', 'timeout']);
told('bomb of one text', zip_bytes(['word/document.xml', 'a' x 1_000_000, before => "<w:document $w><w:t>",
    repeat => 300]), 'too_large');
told('bomb of one tag', zip_bytes(['word/document.xml', 'a' x 1_000_000, before => "<w:document $w><w:",
    repeat => 300]), ['too_large', 'broken']);
told('bomb of strings', zip_bytes(['xl/workbook.xml', "<workbook $sheet/>"],
    ['xl/sharedStrings.xml', '<si></si>' x 10_000, before => "<sst $sheet>", repeat => 500]), [undef,
        'too_large']);

told('too many entries', zip_bytes(map { ["x/$_", ''] } 1 .. 10_050), 'too_large');
told('a plain ZIP', zip_bytes(['a.txt', 'hola']), 'unsupported');
told('nothing in it', zip_bytes(), ['unsupported', 'broken']);

my $good = docx('Hola', 'mundo');
for my $share (0.3, 0.6, 0.95) {
    told("docx, cut at $share", substr($good, 0, length($good) * $share), ['broken', 'unsupported']);
}
my $flipped = $good;
substr($flipped, 900, 200) = "\0" x 200;
told('docx, overwritten', $flipped, [undef, 'broken', 'unsupported']);
told('docx of no XML', docx_zip('this is no XML'), 'broken');
told('docx, not closed', docx_zip("<w:document $w><w:body><w:p><w:r><w:t>hola</w:t>"), 'broken');

$json = told('names that lead out',
    docx_zip("<w:document $w><w:p><w:r><w:t>hola</w:t></w:r></w:p></w:document>",
    ['../../etc/passwd', 'x'], ['/etc/shadow', 'x'], ['C:\\boot', 'x']), undef);
is($json->{text}, 'hola', '... the text is read');
is_deeply($json->{warnings}, ['unsafe_names'], '... and it is told');

told('entry with a password', zip_bytes(['word/document.xml', 'x', encrypted => 1]), 'encrypted');
told('odt with a password', odf_zip(text => 'x', '<manifest:manifest xmlns:manifest="m"><manifest:file-entry>'
    . '<manifest:encryption-data/></manifest:file-entry></manifest:manifest>'), 'encrypted');
my $ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" . "\0" x 600;
told('docx with a password', $ole . join('', map { "$_\0" } split //, 'EncryptedPackage') . "\0" x 400,
    'encrypted', name => 'a.docx');
told('a document of 1997', $ole . join('', map { "$_\0" } split //, 'WordDocument') . "\0" x 400, 'unsupported',
    name => 'a.doc');


# ---- XML ----

my $lol = join '', map { my $n = $_; "<!ENTITY l$n \"" . ('&l' . ($n - 1) . ';') x 10 . '">' } 1 .. 9;
told('a billion laughs',
    docx_zip("<!DOCTYPE w [<!ENTITY l0 \"lol\">$lol]><w:document $w><w:t>&l9;</w:t></w:document>"), 'unsafe');
told('an external entity',
    docx_zip("<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document $w><w:t>&x;</w:t>"
        . "</w:document>"), 'unsafe');
told('an external DTD', docx_zip("<!DOCTYPE w SYSTEM \"http://127.0.0.1:1/x.dtd\"><w:document $w/>"), 'unsafe');
told('XML 5,000 deep', docx_zip("<w:document $w>" . '<w:p>' x 5000), 'too_deep');
told('the same in a sheet of ODF', odf_zip(spreadsheet => '<x>' x 5000), 'too_deep');

my $far = xlsx('A' => [['uno']]);
told('cell XFD1048576', zip_bytes(['xl/workbook.xml',
    "<workbook $sheet xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"a\"/></sheets></workbook>"],
    ['xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>'],
    ['xl/s.xml', "<worksheet $sheet><sheetData>" . '<row><c r="XFD1"><v>1</v></c></row>' x 2000
        . '</sheetData></worksheet>']), undef);
told('a sheet that is its own relation', zip_bytes(['xl/workbook.xml', "<workbook $sheet xmlns:r=\"r\"><sheets>"
    . '<sheet name="A" r:id="a"/>' x 1000 . '</sheets></workbook>'],
    ['xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="a" Target="workbook.xml"/></Relationships>']), undef);
told('repeated a thousand million times',
    odf_zip(spreadsheet => '<o xmlns:table="t" xmlns:text="x"><table:table table:name="a"><table:table-row '
        . 'table:number-rows-repeated="1000000000">'
    . '<table:table-cell table:number-columns-repeated="1000000000"><text:p>x</text:p></table:table-cell>'
    . '</table:table-row></table:table></o>'), undef);


# ---- PDF ----

my $page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';
told('50,000 pages', pdf_objects({ 1 => '<< /Type /Catalog /Pages 2 0 R >>',
    2 => '<< /Type /Pages /Count 50000 /Kids [' . join(' ', map { "$_ 0 R" } 3 .. 50_002) . '] >>',
    map { $_ => $page } 3 .. 50_002 }), 'too_many_pages');

$json = told('more pages than are read', pdf(map { pdf_lines("Página $_") } 1 .. 12), undef,
    limits => { pages => 5 });
is_deeply([scalar @{ $json->{pages} }, $json->{truncated}, $json->{facts}{pages}], [5, JSON::PP::true, 12],
    '... five, and it is told');

told('pages that are their own parents', pdf_objects({ 1 => '<< /Type /Catalog /Pages 2 0 R >>',
    2 => '<< /Type /Pages /Count 3 /Kids [2 0 R 3 0 R] >>',
        3 => '<< /Type /Pages /Count 2 /Kids [2 0 R 3 0 R] >>' }),
    [undef, 'broken', 'timeout']);
my $form = '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> '
    . '/Length 11 >>'
    . "\nstream\n/F Do /F Do\nendstream";
told('a form that draws itself', pdf_objects({ 1 => '<< /Type /Catalog /Pages 2 0 R >>',
    2 => '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    3 => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /XObject << /F 5 '
        . '0 R >> >> >>',
    4 => "<< /Length 5 >>\nstream\n/F Do\nendstream", 5 => $form }), [undef, 'timeout']);
told('a page of a square kilometre', pdf_objects({ 1 => '<< /Type /Catalog /Pages 2 0 R >>',
    2 => '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
        3 => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 3e6 3e6] >>' }), undef);
told('a picture of 10^10 pixels', pdf_objects({ 1 => '<< /Type /Catalog /Pages 2 0 R >>',
    2 => '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    3 => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /XObject << /I 5 '
        . '0 R >> >> >>',
    4 => "<< /Length 22 >>\nstream\n99 0 0 99 0 0 cm /I Do\nendstream",
    5 => "<< /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Length "
        . "3 >>\nstream\nabc\nendstream" }),
    [undef, 'memory', 'timeout', 'broken']);

my $pdf = pdf(map { pdf_lines("línea de la página $_") } 1 .. 3);
my $locked = '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (' . 'x' x 32 . ') /U (' . 'y' x 32 . ') >>';
told('pdf with a password', $pdf =~ s{/Root 1 0 R}{/Root 1 0 R /ID [(a) (a)] $locked}r, 'encrypted');
told('pdf, cut', substr($pdf, 0, 300), 'broken');
told('pdf of nothing', "%PDF-1.7\n", 'broken');
told('pdf, its tables lost', substr($pdf, 0, -200), [undef, 'broken']);


# ---- wrong names, wrong types ----

told('a program named .docx', "\x7fELF\2\1\1" . "\0" x 200, 'unsupported', name => 'factura.docx',
    mime => 'application/pdf');
$json = told('a PDF named .jpg', $pdf, undef, name => 'foto.jpg', mime => 'image/jpeg');
is($json->{mime}, 'application/pdf', '... is one');
$json = told('a DOCX said to be a PDF', $good, undef, name => 'a.pdf', mime => 'application/pdf');
is($json->{kind}, 'document', '... is one');
told('random bytes', join('', map { chr(($_ * 7919 + $_ ** 2) % 256) } 1 .. 5000), ['unsupported', undef]);
told('no bytes', '', ['unsupported', 'broken']);


# ---- RTF, HTML, text ----

told('RTF 5,000 deep', '{\rtf1 ' . '{' x 5000 . '}' x 5001, 'too_deep');
told('RTF, not closed', '{\rtf1 hola', 'broken');
$json = told('RTF with more bytes than it has', '{\rtf1 hola \bin2147483647 x}', 'broken');
is($json->{text}, 'hola', '... what was before them');
told('HTML 100,000 deep', '<html><body>' . '<div><b>' x 50_000 . 'x', 'too_deep', name => 'a.html');
$json = told('a line of a million fields', 'a,' x 1_000_000, undef, name => 'a.csv');
told('text of 3 MB', 'palabra ' x 400_000, undef)->{truncated} or fail('... is cut');
told('NULs in a text', "uno\0dos\n" x 50, 'unsupported', name => 'a.txt', mime => 'text/plain');


# ---- mails ----

my $nested = { text => 'dentro' };
$nested = { type => 'multipart/mixed', parts => [$nested] } for 1 .. 60;
told('a mail of 60 multiparts', eml(subject => 'x', parts => [$nested]), 'too_deep', name => 'a.eml');

my $mail = eml(subject => '0', text => 'fondo');
$mail = eml(subject => $_, parts => [{ type => 'message/rfc822', bytes => $mail }]) for 1 .. 12;
told('a mail in a mail in a mail ...', $mail, 'too_deep', name => 'a.eml');
told('a mail of 5,000 parts', eml(subject => 'x', parts => [map { { text => $_ } } 1 .. 5000]), undef,
    name => 'a.eml')->{truncated}
    or fail('... is cut');
told('a mail without its boundary',
    "From: a\@b\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nx", 'broken', name => 'a.eml');
told('a mail whose part is a bomb', eml(subject => 'x', parts => [{ type => 'application/zip', name => 'a.docx',
    bytes => $bomb }]), [undef, 'too_large'], name => 'a.eml');


# ---- sound ----

sub ogg_page {
    my ($number, $packet, $position, $flags) = @_;
    my $page = 'OggS' . pack('C C q< V V V C', 0, $flags // 0, $position, 7, $number, 0, 1) . pack('C',
        length $packet) . $packet;
    my $crc = 0;

    for my $byte (unpack 'C*', $page) {
        $crc = (($crc << 8) & 0xffffffff) ^ crc_of(($crc >> 24) ^ $byte);
    }
    substr($page, 22, 4) = pack 'V', $crc;
    return $page;
}


my @table;

sub crc_of {
    return $table[$_[0]] //= do {
        my $r = $_[0] << 24;
        $r = $r & 0x80000000 ? (($r << 1) & 0xffffffff) ^ 0x04c11db7 : $r << 1 for 1 .. 8;
        $r;
    };
}


# 60 ms of silence in three bytes, and no end
my $head = ogg_page(0, 'OpusHead' . pack('C C v V v C', 1, 1, 312, 48000, 0, 0), 0, 2) . ogg_page(1, 'OpusTags'
    . pack('V V', 0, 0), 0);
my $endless = $head . join '', map { ogg_page($_ + 2, "\x18\xff\xfe", 2880 * $_) } 1 .. 3000;
$json = told('sound without an end', $endless, undef, limits => { duration_ms => 60_000 });
is_deeply([$json->{facts}{duration_ms}, $json->{truncated}], [60_000, JSON::PP::true], '... ends at the limit');
told('sound that is cut', substr($endless, 0, 20_011), undef);
told('sound of a head alone', $head, 'broken');
told('pages that are damaged', $head . substr($endless, length($head)) =~ s/\xff\xfe/\xff\xff/gr, [undef,
    'broken']);
told('a WAV of 4 GB', 'RIFF' . pack('V', 0xffffffff) . 'WAVEfmt ' . pack('V v v V V v v', 16, 1, 1, 16000,
    32000, 2, 16) . 'data' . pack('V', 0xfffffff0) . "\0\1" x 1000, undef);
told('a WAV of 65,535 channels', 'RIFF' . pack('V', 5000) . 'WAVEfmt ' . pack('V v v V V v v', 16, 1, 65535,
    16000, 32000, 2, 16) . 'data' . pack('V', 4000) . "\0\1" x 2000, ['broken', 'unsupported']);
told('an MP4 that is only its name', pack('N', 24) . 'ftypisom' . pack('N', 512) . 'isommp41' . pack('N',
    0xffffffff) . 'moov', ['broken', 'unsupported']);
told('an MP4 whose boxes never end', pack('N', 24) . 'ftypisom' . pack('N', 512) . 'isommp41' . (pack('N', 8)
    . 'moov') x 50_000, ['broken', 'unsupported']);
told('a playlist that wants files', "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", undef);



# ---- and who starts the processes is as it was ----

my $dir = File::Temp->newdir;
my %again = (bomb => $bomb,
    laughs => docx_zip("<!DOCTYPE w [<!ENTITY l0 \"lol\">$lol]><w:document $w><w:t>&l9;</w:t></w:document>"),
    mail => $mail, endless => $endless, pdf => $pdf, good => $good);
for my $name (keys %again) {
    open my $out, '>:raw', "$dir/$name" or die $!;
    print {$out} $again{$name};
    close $out;
}
my $media = Relevo::Media->new("$dir", "$FindBin::Bin/../build/test/relevo-decode");
my $results = $media->decode([map { +{ path => "$dir/$_" } } (sort keys %again) x 2], '--languages', 'en');
is(scalar @$results, 12, 'twelve files, one parent');
is_deeply([map { $_->{error} } @$results[0 .. 5]], [map { $_->{error} } @$results[6 .. 11]],
    'the same a second time');
# (sanitizers keep what was freed; without them it is some KB: bench documents)
cmp_ok($media->{parent}[1] - $media->{parent}[0], '<', 20_480,
    'its memory is what it was (KB)') or diag(explain($media->{parent}));

is(decode($good)->{json}{text} =~ /Hola\nmundo/, 1, 'and a good one is read as before');

done_testing();
