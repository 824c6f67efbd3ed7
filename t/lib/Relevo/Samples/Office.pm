# Office: office files, mails and RTF as bytes.
#
# Their content is a list of blocks: a string is a paragraph, an array of rows
# (arrays of cells) a table.
#
#   docx('Contrato', [['uno', 'dos'], ['tres', 'cuatro']])
#   xlsx(Ventas => [[1, 'dos', { date => 46347 }], ...], Otra => [...])
#   pptx([@blocks of slide 1], ...)      odt(@blocks)      ods(like xlsx)
#   rtf(@blocks)                         eml(subject => .., parts => [...])

package Relevo::Samples::Office;

use strict;
use warnings;
use utf8;

use Encode ();
use Exporter 'import';
use MIME::Base64 qw(encode_base64);
use MIME::QuotedPrint qw(encode_qp);

use Relevo::Samples::Zip qw(zip_bytes);

our @EXPORT_OK = qw(docx docx_zip xlsx pptx odt ods odf_zip rtf eml xml_text);

my $xml = qq{<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n};
my $ooxml = 'http://schemas.openxmlformats.org';
my $relations = "$ooxml/officeDocument/2006/relationships";
my $odf = 'urn:oasis:names:tc:opendocument:xmlns';


sub xml_text {
    my ($text) = @_;
    my %name = ('&' => '&amp;', '<' => '&lt;', '>' => '&gt;', '"' => '&quot;');

    $text =~ s/([&<>"])/$name{$1}/g;
    return $text;
}


sub _types {
    my (%part) = @_;

    return [ '[Content_Types].xml', $xml
        . qq{<Types xmlns="$ooxml/package/2006/content-types">}
        . qq{<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>}
        . qq{<Default Extension="xml" ContentType="application/xml"/>}
        . join('', map { qq{<Override PartName="/$_" }
        . qq{ContentType="application/vnd.openxmlformats-officedocument.$part{$_}+xml"/>} } sort keys %part)
        . '</Types>' ];
}


# name => [target, kind], ...
sub _rels {
    my ($entry, %to) = @_;

    return [ $entry, $xml
        . qq{<Relationships xmlns="$ooxml/package/2006/relationships">}
        . join('', map {
            my ($target, $kind) = @{ $to{$_} };
            qq{<Relationship Id="$_" Type="$relations/$kind" Target="$target"/>} } sort keys %to)
        . '</Relationships>' ];
}


# ---- Word ----

sub _w_paragraph {
    my ($text) = @_;

    # Word cuts text into runs wherever it likes
    my @runs = length $text > 12 ? ($text =~ /^(.{7})(.*)$/s) : ($text);

    return '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
        . join('', map { '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">' . xml_text($_)
            . '</w:t></w:r>' } @runs)
        . '</w:p>';
}


sub _w_block {
    my ($block) = @_;

    return _w_paragraph($block) unless ref $block;
    return '<w:tbl>' . join('', map {
        '<w:tr>' . join('', map { '<w:tc><w:tcPr/>' . _w_paragraph($_) . '</w:tc>' } @$_) . '</w:tr>' } @$block)
        . '</w:tbl>';
}


sub docx_zip {
    my ($document, @more) = @_;

    return zip_bytes(
        _types('word/document.xml' => 'wordprocessingml.document.main'),
        _rels('_rels/.rels', rId1 => ['word/document.xml', 'officeDocument']),
        @more,
        ['word/document.xml', $document]);
}


sub _document {
    my ($body, $root) = @_;

    return $xml . qq{<w:$root xmlns:w="$ooxml/wordprocessingml/2006/main" }
        . qq{xmlns:mc="$ooxml/markup-compatibility/2006">}
        . $body . "</w:$root>";
}


sub docx {
    my (@blocks) = @_;

    return docx_zip(_document('<w:body>' . join('', map { _w_block($_) } @blocks)
        . '<w:p><w:r><w:delText>deleted</w:delText></w:r></w:p><w:sectPr/></w:body>', 'document'),
        ['word/header1.xml', _document(_w_paragraph('Cabecera'), 'hdr')],
        ['word/footer1.xml', _document(_w_paragraph('Pie'), 'ftr')]);
}


# ---- Excel ----

sub _column {
    my ($n) = @_;

    return $n < 26 ? chr(65 + $n) : _column(int($n / 26) - 1) . chr(65 + $n % 26);
}


sub _cell {
    my ($reference, $value, $strings) = @_;

    return '' if !defined $value;
    return qq{<c r="$reference" s="1"><v>$value->{date}</v></c>} if ref $value && exists $value->{date};
    return qq{<c r="$reference" s="2"><v>$value->{percent}</v></c>} if ref $value && exists $value->{percent};
    return qq{<c r="$reference" t="inlineStr"><is><t>} . xml_text($value->{inline})
        . '</t></is></c>' if ref $value;
    return qq{<c r="$reference"><v>$value</v></c>} if $value =~ /^-?\d+(?:\.\d+)?$/;

    push @$strings, $value;
    return qq{<c r="$reference" t="s"><f>A1</f><v>} . $#$strings . '</v></c>';
}


sub xlsx {
    my (@sheets) = @_;
    my (@entries, @names, @strings, %to);

    while (my ($name, $rows) = splice @sheets, 0, 2) {
        my $n = @names + 1;
        my $r = 0;
        my $data = join '', map {
            my $row = $_;
            $r++;
            "<row r=\"$r\">" . join('', map { _cell(_column($_) . $r, $row->[$_], \@strings) } 0 .. $#$row)
                . '</row>'
        } @$rows;

        # files in an order of their own, as Excel does after sheets were moved
        unshift @entries, ["xl/worksheets/sheet$n.xml",
            $xml . qq{<worksheet xmlns="$ooxml/spreadsheetml/2006/main"><sheetData>$data</sheetData>}
                . qq{</worksheet>}];
        $to{"rId$n"} = ["worksheets/sheet$n.xml", 'worksheet'];
        push @names, qq{<sheet name="} . xml_text($name) . qq{" sheetId="$n" r:id="rId$n"/>};
    }

    return zip_bytes(
        _types('xl/workbook.xml' => 'spreadsheetml.sheet.main'),
        _rels('_rels/.rels', rId1 => ['xl/workbook.xml', 'officeDocument']),
        @entries,
        ['xl/workbook.xml', $xml
            . qq{<workbook xmlns="$ooxml/spreadsheetml/2006/main" xmlns:r="$relations">}
            . qq{<sheets>@names</sheets></workbook>}],
        _rels('xl/_rels/workbook.xml.rels', %to),
        ['xl/sharedStrings.xml', $xml . qq{<sst xmlns="$ooxml/spreadsheetml/2006/main">}
            . join('', map { '<si><t>' . xml_text($_) . '</t></si>' } @strings) . '</sst>'],
        ['xl/styles.xml', $xml . qq{<styleSheet xmlns="$ooxml/spreadsheetml/2006/main">}
            . '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/>'
            . '<xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>']);
}


# ---- PowerPoint ----

sub _a_paragraph { return '<a:p><a:r><a:t>' . xml_text($_[0]) . '</a:t></a:r></a:p>' }


sub _a_block {
    my ($block) = @_;

    return '<p:sp><p:txBody>' . _a_paragraph($block) . '</p:txBody></p:sp>' unless ref $block;
    return '<a:tbl>' . join('', map { '<a:tr>' . join('', map {
        '<a:tc><a:txBody>' . _a_paragraph($_) . '</a:txBody></a:tc>' } @$_) . '</a:tr>' } @$block) . '</a:tbl>';
}


sub _slide {
    my ($root, $body) = @_;

    return $xml . qq{<p:$root xmlns:p="$ooxml/presentationml/2006/main" xmlns:a="$ooxml/drawingml/2006/main">}
        . "<p:cSld><p:spTree>$body</p:spTree></p:cSld></p:$root>";
}


# The first slide has a note; files are numbered backwards.
sub pptx {
    my (@slides) = @_;
    my (@entries, %to, @ids);

    for my $i (0 .. $#slides) {
        my $n = @slides - $i;
        push @entries, ["ppt/slides/slide$n.xml", _slide(sld => join '',
            map { _a_block($_) } @{ $slides[$i] })];
        $to{"rId$n"} = ["slides/slide$n.xml", 'slide'];
        push @ids, '<p:sldId id="' . (256 + $i) . qq{" r:id="rId$n"/>};
    }

    my $first = @slides;
    return zip_bytes(
        _types('ppt/presentation.xml' => 'presentationml.presentation.main'),
        _rels('_rels/.rels', rId1 => ['ppt/presentation.xml', 'officeDocument']),
        ['ppt/presentation.xml', $xml
            . qq{<p:presentation xmlns:p="$ooxml/presentationml/2006/main" xmlns:r="$relations">}
            . qq{<p:sldIdLst>@ids</p:sldIdLst></p:presentation>}],
        _rels('ppt/_rels/presentation.xml.rels', %to),
        _rels("ppt/slides/_rels/slide$first.xml.rels", rId1 => ['../notesSlides/notesSlide7.xml',
            'notesSlide']),
        ['ppt/notesSlides/notesSlide7.xml', _slide(notes => _a_block('Nota del ponente'))],
        @entries);
}


# ---- OpenDocument ----

sub odf_zip {
    my ($type, $content, $manifest) = @_;

    return zip_bytes(
        ['mimetype', "application/vnd.oasis.opendocument.$type", store => 1],
        ['content.xml', $content],
        ['META-INF/manifest.xml', $manifest // $xml
            . qq{<manifest:manifest xmlns:manifest="$odf:manifest:1.0"/>}]);
}


sub _odf_content {
    my ($kind, $body) = @_;

    return $xml . qq{<office:document-content xmlns:office="$odf:office:1.0" xmlns:text="$odf:text:1.0" }
        . qq{xmlns:table="$odf:table:1.0">}
        . "<office:body><office:$kind>$body</office:$kind></office:body></office:document-content>";
}


sub _odf_table {
    my ($rows, $name) = @_;

    return '<table:table table:name="' . xml_text($name) . '">' . join('', map {
        '<table:table-row>' . join('', map { defined $_
            ? '<table:table-cell><text:p>' . xml_text($_) . '</text:p></table:table-cell>'
            : '<table:table-cell/>' } @$_)
        . '<table:table-cell table:number-columns-repeated="1020"/></table:table-row>' } @$rows)
            . '</table:table>';
}


sub odt {
    my (@blocks) = @_;

    return odf_zip(text => _odf_content(text => join '', map {
        ref $_ ? _odf_table($_, 'Tabla1') : '<text:p>' . xml_text($_) =~ s{  }{ <text:s/>}gr
            . '</text:p>' } @blocks));
}


sub ods {
    my (@sheets) = @_;
    my $body = '';

    while (my ($name, $rows) = splice @sheets, 0, 2) {
        $body .= _odf_table($rows, $name);
    }

    return odf_zip(spreadsheet => _odf_content(spreadsheet => $body));
}


# ---- RTF ----

# Latin-1 as bytes, the rest as \u with a replacement.
sub _rtf_text {
    my ($text) = @_;

    $text =~ s/([\\{}])/\\$1/g;
    $text =~ s{([^\x00-\x7f])}{
        my $c = ord $1;
        $c < 0x100 ? sprintf "\\'%02x", $c : $c < 0x10000 ? sprintf '\\u%d?', $c > 0x7fff ? $c - 0x10000 : $c
            : sprintf '\\u%d?\\u%d?', map { $_ - 0x10000 } 0xd800 + (($c - 0x10000) >> 10),
                0xdc00 + (($c - 0x10000) & 0x3ff)
    }gex;
    return $text;
}


sub rtf {
    my (@blocks) = @_;

    return '{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Times;}}'
        . '{\colortbl;\red0\green0\blue0;}{\*\generator Relevo;}{\info{\title no text}}'
        . join('', map { ref $_
            ? join('', map { '\trowd\cellx1000\cellx2000' . join('', map { '\pard\intbl ' . _rtf_text($_)
                . '\cell' } @$_) . '\row ' } @$_)
            : '\pard ' . _rtf_text($_) . "\\par\r\n" } @blocks)
        . '}';
}


# ---- mails ----

# parts: [{type, text | bytes, name, encoding}], or nested: {type, parts}
sub eml {
    my (%mail) = @_;

    return Encode::encode('UTF-8', join '', map { "$_\r\n" }
        'From: =?utf-8?Q?Mar=C3=ADa_L=C3=B3pez?= <maria@example.com>',
        'To: ventas@example.com', 'Date: Sat, 21 Nov 2026 10:00:00 +0100',
        'Subject: =?iso-8859-1?B?' . encode_base64(Encode::encode('iso-8859-1', $mail{subject}), '') . '?=',
        'MIME-Version: 1.0') . _part({ type => $mail{type} // ($mail{parts} ? 'multipart/mixed' : 'text/plain'),
            parts => $mail{parts}, text => $mail{text} });
}


my $boundaries = 0;

sub _part {
    my ($p) = @_;

    if ($p->{parts}) {
        my $boundary = 'part-' . ++$boundaries;

        return "Content-Type: $p->{type};\r\n boundary=\"$boundary\"\r\n\r\n"
            . join('', map { "--$boundary\r\n" . _part($_) . "\r\n" } @{ $p->{parts} }) . "--$boundary--\r\n";
    }

    my $charset = $p->{charset} // 'utf-8';
    my $bytes = $p->{bytes} // Encode::encode($charset, $p->{text});
    my $base64 = defined $p->{bytes} || ($p->{encoding} // '') eq 'base64';
    my $type = $p->{type} // 'text/plain';

    return "Content-Type: $type" . (defined $p->{bytes} ? '' : "; charset=$charset") . "\r\n"
        . (defined $p->{name} ? 'Content-Disposition: attachment; filename="'
            . Encode::encode('MIME-Q', $p->{name}) . "\"\r\n" : '')
        . 'Content-Transfer-Encoding: ' . ($base64 ? 'base64' : 'quoted-printable') . "\r\n\r\n"
        . ($base64 ? encode_base64($bytes, "\r\n") : encode_qp($bytes, "\r\n"));
}

1;
