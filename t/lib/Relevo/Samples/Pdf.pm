# Pdf: PDF files as bytes, written by hand.
#
#   pdf([[72, 750, 'text'], ...], ...)      a page each: x, y, text (Helvetica,
#                                           Windows-1252)
#   pdf_lines('line', 'line', ...)          one page of lines from the top
#   pdf_scan($jpeg, $width, $height)        a page that is only a picture
#   pdf_objects($objects, $trailer)         any objects: {number => 'body'}

package Relevo::Samples::Pdf;

use strict;
use warnings;
use utf8;

use Encode ();
use Exporter 'import';

our @EXPORT_OK = qw(pdf pdf_lines pdf_scan pdf_objects);

use constant FONT => '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';


sub pdf_objects {
    my ($objects, $trailer) = @_;
    my $out = "%PDF-1.5\n%\xe2\xe3\xcf\xd3\n";
    my %at;

    for my $n (sort { $a <=> $b } keys %$objects) {
        $at{$n} = length $out;
        $out .= "$n 0 obj\n$objects->{$n}\nendobj\n";
    }

    my ($last) = sort { $b <=> $a } keys %at;
    my $start = length $out;
    $out .= 'xref' . "\n0 " . ($last + 1) . "\n0000000000 65535 f \n"
        . join('', map { exists $at{$_} ? sprintf "%010d 00000 n \n", $at{$_}
            : "0000000000 65535 f \n" } 1 .. $last);

    return $out . 'trailer << /Size ' . ($last + 1) . ' /Root 1 0 R ' . ($trailer // '')
        . " >>\nstartxref\n$start\n%%EOF\n";
}


sub _stream {
    my ($content, $more) = @_;

    return '<< /Length ' . length($content) . ' ' . ($more // '') . " >>\nstream\n$content\nendstream";
}


sub _text {
    my ($text) = @_;

    $text = Encode::encode('cp1252', $text);
    $text =~ s/([\\()])/\\$1/g;
    return $text;
}


sub pdf {
    my (@pages) = @_;
    my %object = (1 => '<< /Type /Catalog /Pages 2 0 R >>', 3 => FONT);
    my @kids;

    for my $page (@pages) {
        my $n = 4 + 2 * @kids;
        my $content = "BT /F1 11 Tf\n"
            . join('', map { "1 0 0 1 $_->[0] $_->[1] Tm (" . _text($_->[2]) . ") Tj\n" } @$page) . 'ET';

        push @kids, "$n 0 R";
        $object{$n} = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " . ($n + 1)
            . ' 0 R /Resources << /Font << /F1 3 0 R >> >> >>';
        $object{ $n + 1 } = _stream($content);
    }

    $object{2} = "<< /Type /Pages /Kids [@kids] /Count " . @kids . ' >>';
    return pdf_objects(\%object);
}


sub pdf_lines {
    my $y = 800;

    return [map { $y -= 15; [56, $y, $_] } @_];
}


sub pdf_scan {
    my ($jpeg, $width, $height) = @_;

    return pdf_objects({
        1 => '<< /Type /Catalog /Pages 2 0 R >>',
        2 => '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        3 => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << '
            . '/I 5 0 R >> >> >>',
        4 => _stream('q 595 0 0 842 0 0 cm /I Do Q'),
        5 => _stream($jpeg, "/Type /XObject /Subtype /Image /Width $width /Height $height /ColorSpace "
            . "/DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"),
    });
}

1;
