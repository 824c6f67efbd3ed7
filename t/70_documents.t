# Documents of every type, made by script: their words come out, in order,
# with paragraphs as lines and tables as rows of cells.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Encode ();
use File::Temp ();
use Test::More;

use Relevo::Decode;
use Relevo::Media;
use Relevo::Samples::Office qw(docx xlsx pptx odt ods rtf eml);
use Relevo::Samples::Pdf qw(pdf pdf_lines pdf_scan);

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my %text = (
    es => 'El niño comió piñas en la montaña. ¿Cuánto cuesta el envío urgente a Cádiz? La garantía cubre dos '
        . 'años.',
    en => 'The quick brown fox jumps over the lazy dog. Shipping takes three to five working days within the '
        . 'country.',
    pt => 'A coração não tem opinião. Quanto custa a devolução do pedido? A entrega é às três horas da manhã.',
    fr => 'L’été à l’école, où les élèves reçoivent leurs diplômes. La facture n’a pas été réglée à temps.',
    it => 'Perché la città è così bella? La consegna è prevista giovedì. Il prezzo è già compreso di '
        . 'spedizione.',
);
my @rows = (['Artículo', 'Unidades', 'Precio'], ['Cafetera «Roma»', '2', '49,90 €'], ['Té & café <molido>',
    '10', '3,50 €']);
my @table = map { join "\t", @$_ } @rows;
my $all = join "\n", map { $text{$_} } sort keys %text;


sub text_ok {
    my ($d, $expected, $what) = @_;

    is($d->{json}{error}, undef, "$what: no error");
    is($d->{json}{text}, $expected, "$what: the text") or diag(explain($d->{json}{warnings}));
}


# ---- Word, OpenDocument, RTF: the same blocks ----

my @blocks = ((map { $text{$_} } sort keys %text), \@rows, 'Fin.');
my $flowing = join "\n", (map { $text{$_} } sort keys %text), @table, 'Fin.';

my $d = decode(docx(@blocks));
is($d->{json}{kind}, 'document', 'docx: kind');
is($d->{json}{mime}, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx: MIME');
text_ok($d, "Cabecera\n\n$flowing\n\nPie", 'docx');

$d = decode(odt(@blocks));
is($d->{json}{mime}, 'application/vnd.oasis.opendocument.text', 'odt: MIME');
text_ok($d, $flowing, 'odt');

text_ok(decode(rtf(@blocks)), $flowing, 'rtf');
text_ok(decode(rtf('Привет, 你好 and 😀')), 'Привет, 你好 and 😀', 'rtf: \u');
text_ok(decode('{\rtf1\ansi{\fonttbl{\f1\fcharset204 X;}}\f1 \\\'cf\\\'f0{\f1\\\'e8}\plain\par{\*\x no}\b '
    . 'bold\b0  end{\v hidden}}'),
    "При\nbold end", 'rtf: encoding of a font, destinations, hidden text');


# ---- sheets ----

my @sheets = (
    'Ventas' => [['Fecha', 'Total', 'IVA'], [{ date => 46347 }, 1234.5, { percent => 0.21 }],
        ['Ñandú', undef, '0.30000000000000004'], [undef, undef, { inline => 'en línea' }]],
    'Hoja & 2' => [['Ñandú', '-7']],
);
$d = decode(xlsx(@sheets));
is($d->{json}{kind}, 'spreadsheet', 'xlsx: kind');
is(scalar @{ $d->{json}{pages} }, 2, 'xlsx: a page for each sheet');
is($d->{json}{pages}[0]{text}, "Ventas\nFecha\tTotal\tIVA\n2026-11-21\t1234.5\t21%\nÑandú\t\t0.3\n\t\ten línea",
    'xlsx: cells, days, shares, numbers');
is($d->{json}{pages}[1]{text}, "Hoja & 2\nÑandú\t-7", 'xlsx: the second sheet');

$d = decode(ods(Ventas => \@rows, Otra => [['a', undef, 'c'], [undef, 'b']]));
is($d->{json}{kind}, 'spreadsheet', 'ods: kind');
is($d->{json}{pages}[0]{text}, join("\n", 'Ventas', @table), 'ods: rows');
is($d->{json}{pages}[1]{text}, "Otra\na\t\tc\n\tb", 'ods: empty cells, not the filling ones');


# ---- presentations ----

$d = decode(pptx(['Resumen', $text{es}], [\@rows], ['Gracias']));
is($d->{json}{kind}, 'presentation', 'pptx: kind');
is_deeply([map { $_->{text} } @{ $d->{json}{pages} }],
    ["Resumen\n$text{es}\n\nNota del ponente", join("\n", @table), 'Gracias'],
        'pptx: slides in order, with notes');


# ---- HTML ----

my $html = '<!doctype html><html><head><meta charset="iso-8859-15"><title>Página</title><style>p{}</style>'
    . '</head><body>'
    . '<h1>Condiciones</h1><p>Coste: 5 € al <b>mes</b>.<br>Sin   permanencia.</p><script>alert("no")</script>'
    . '<table><tr><th>uno<th>dos<tr><td>tres<td><p>cuatro</p><p>cinco</p></table><ul><li>a<li>b</ul><pre>x  y'
        . "\n" . 'z</pre></body></html>';
$d = decode(Encode::encode('iso-8859-15', $html), name => 'a.html');
text_ok($d, "Página\n\nCondiciones\n\nCoste: 5 € al mes.\nSin permanencia.\n\nuno\tdos\ntres\tcuatro "
    . "cinco\n\na\nb\n\nx y\nz", 'html');


# ---- text in any encoding ----

for my $charset ('UTF-8', 'iso-8859-1', 'UTF-16LE', 'UTF-16BE', 'UTF-16', 'UTF-32') {
    my $latin = "Señor:\nel café está frío, ¿no?\n\nAdiós";

    text_ok(decode(Encode::encode($charset, $latin), name => 'a.txt'), $latin, "plain: $charset");
}
text_ok(decode(Encode::encode('cp1252', "€ 5 – “sí”\nó")), "€ 5 – “sí”\nó", 'plain: Windows-1252');
text_ok(decode("\xef\xbb\xbfhola"), 'hola', 'plain: a byte order mark is no text');


# ---- CSV ----

for (['semicolon, Latin-1', ';', 'iso-8859-1'], ['comma', ',', 'UTF-8'], ['tab, UTF-16', "\t", 'UTF-16']) {
    my ($what, $separator, $charset) = @$_;
    my $csv = join "\r\n", map { join $separator, map { /[;,"\n]/ ? '"' . s/"/""/gr . '"' : $_ } @$_ }
        ['Nombre', 'Nota'], ['Añil; S.A.', 'dice "sí"'], ['línea', "una\ndos"], ['fin', ''];

    $d = decode(Encode::encode($charset, $csv), name => 'clientes.csv');
    text_ok($d, "Nombre\tNota\nAñil; S.A.\tdice \"sí\"\nlínea\tuna dos\nfin", "csv: $what");
    is($d->{json}{kind}, 'spreadsheet', "csv: $what is a table");
}
text_ok(decode("a;b;c\n1;2;3\n4;5;6\n"), "a\tb\tc\n1\t2\t3\n4\t5\t6", 'csv: without a name');
text_ok(decode("a,\"b\nc"), "a,\"b\nc", 'csv: what is none stays as it is');


# ---- mails ----

my $mail = eml(subject => 'Reclamación nº 5', parts => [
    { type => 'multipart/alternative', parts => [
        { text => "Buenos días,\n\nadjunto la factura. ¿Me la revisan?" },
        { type => 'text/html', text => '<p>HTML</p>' } ] },
    { type => 'application/pdf', name => 'factura señor.pdf', bytes => pdf(pdf_lines('Total 121,00 €')) },
    { type => 'image/png', name => 'logo.png', bytes => "\x89PNG\r\n\x1a\n" },
    { type => 'message/rfc822', bytes => eml(subject => 'Dentro', text => 'segundo correo') } ]);
$d = decode($mail, name => 'a.eml');
is($d->{json}{kind}, 'email', 'eml: kind');
is($d->{json}{pages}[0]{text} =~ s/\d+ bytes/N bytes/gr, join("\n", 'From: María López <maria@example.com>',
    'To: ventas@example.com', 'Date: Sat, 21 Nov 2026 10:00:00 +0100', 'Subject: Reclamación nº 5', '',
    'Buenos días,', '', 'adjunto la factura. ¿Me la revisan?', '',
        '[factura señor.pdf, application/pdf, N bytes]',
    '[logo.png, image/png, N bytes]', '[, message/rfc822, N bytes]'),
    'eml: fields, the plain one of alternatives, attachments');
is($d->{json}{pages}[1]{text}, 'Total 121,00 €', 'eml: the text of an attachment');
like($d->{json}{pages}[2]{text} // '', qr/Subject: Dentro\n\nsegundo correo/, 'eml: a mail in a mail');
is($d->{json}{facts}{attachments}[0]{name}, 'factura señor.pdf', 'eml: attachments are facts');
like(decode(eml(subject => 'x', parts => [{ type => 'text/html', charset => 'iso-8859-1',
    text => '<p>Sólo <b>HTML</b></p>' }]), name => 'b.eml')->{json}{text}, qr/\n\nSólo HTML\z/,
        'eml: HTML where there is no other');


# ---- PDF ----

my @paragraph = map { my $t = $text{$_}; $t =~ tr/’/'/; $t } sort keys %text;
my @lines = map { /(.{1,60})(?:\s|$)/g } @paragraph;
$d = decode(pdf(map { pdf_lines(@lines, "Página $_") } 1 .. 10));
is($d->{json}{error}, undef, 'pdf: no error');
is($d->{json}{facts}{pages}, 10, 'pdf: pages');
is($d->{json}{pages}[9]{source}, 'layer', 'pdf: the text layer');
my $share = word_accuracy(join(' ', map { (@lines, "Página $_") } 1 .. 10), $d->{json}{text});
ok($share >= 0.99, sprintf 'pdf: %.1f %% of the words', $share * 100);
my $blank = decode(pdf([]), what => 'thumbnail')->{attachment}{thumbnail} // '';
ok(length($d->{attachment}{thumbnail} // '') > 1.1 * length($blank) && length $blank,
    'pdf: a thumbnail, with letters that are not in the file');
for my $base (qw(ZapfChancery-MediumItalic BureauGrotesque)) {
    my $strange = pdf(pdf_lines(@lines)) =~ s/Helvetica/$base/r;
    ok(length(decode($strange, what => 'thumbnail')->{attachment}{thumbnail} // '') > 1.1 * length $blank,
        "pdf: nor on this machine: $base");
}

my $y = 700;
$d = decode(pdf([[56, 780, 'Factura 2026-14'], (map { my $row = $_; $y -= 20; map { [56 + 200 * $_, $y,
    $row->[$_]] } 0 .. 2 } @rows),
    [56, 500, 'Gracias.']]));
is($d->{json}{text}, join("\n", 'Factura 2026-14', '', @table, '', 'Gracias.'),
    'pdf: a table keeps rows and cells');

my $column = sub { my ($x, $n) = @_; my $i = 0; map { [$x, 780 - 14 * $i++,
    "$n línea $_ de la columna con texto"] } 1 .. 12 };
$d = decode(pdf([$column->(40, 'izquierda'), $column->(320, 'derecha')]));
$share = word_accuracy(join(' ',
    map { my $n = $_; map { "$n línea $_ de la columna con texto" } 1 .. 12 } qw(izquierda derecha)),
    $d->{json}{text});
ok($share >= 0.99, sprintf 'pdf: two columns are read one after the other (%.0f %%)',
    $share * 100) or diag($d->{json}{text});


# ---- a scan: a page that is only a picture (200 dpi) ----

my $dir = File::Temp->newdir;
open my $out, '>:utf8', "$dir/text" or die $!;
print {$out} "FACTURA 2026-0148\n\nFecha: 21/11/2026\nCliente: Ana López Díaz\n\nMesa de roble 890,00\nTotal "
    . "a pagar: 1.539,12 €\n";
close $out;
system(qw(ffmpeg -loglevel error -y -f lavfi -i), 'color=white:s=1654x2340:d=1', '-vf',
    "drawtext=font=Liberation Sans:textfile=$dir/text:fontsize=38:line_spacing=14:x=150:y=180",
        qw(-frames:v 1),
    "$dir/page.jpg") == 0 or BAIL_OUT('ffmpeg draws no page');
my $jpeg = do { open my $in, '<:raw', "$dir/page.jpg" or die $!; local $/; <$in> };
$d = decode(pdf_scan($jpeg, 1654, 2340), language => 'es', wall_ms => 120_000);
is($d->{json}{error}, undef, 'scan: no error');
is($d->{json}{pages}[0]{source}, 'ocr', 'scan: by OCR');
cmp_ok($d->{json}{pages}[0]{confidence}, '>=', 80, 'scan: and sure of it');
is($d->{json}{facts}{ocr_pages}, 1, 'scan: one page was drawn');
$share = word_accuracy('FACTURA 2026-0148 Fecha: 21/11/2026 Cliente: Ana López Díaz Mesa de roble 890,00 '
    . 'Total a pagar: 1.539,12 €', $d->{json}{text});
ok($share >= 0.98, sprintf 'scan: %.0f %% of the words', $share * 100) or diag($d->{json}{text});
ok($d->{attachment}{thumbnail}, 'scan: a thumbnail');
is(decode(pdf_scan($jpeg, 1654, 2340), limits => { ocr_pages => 1 }, what => 'thumbnail')->{json}{text}, '',
    'scan: no OCR where no text is asked for');

done_testing();
