# Zip: ZIP files as bytes, honest ones and others.
#
#   zip_bytes([name => $content], [name => $content, store => 1], ...)
#
# An entry may lie: `size` is what the directory says it has, `encrypted`
# sets the flag, `repeat` deflates its content as often (without ever holding
# it) behind `before`, which is how bombs are made.

package Relevo::Samples::Zip;

use strict;
use warnings;

use Compress::Raw::Zlib;
use Exporter 'import';

our @EXPORT_OK = qw(zip_bytes);

# 2026-11-21 12:00
use constant { DOS_TIME => 12 << 11, DOS_DATE => (46 << 9) | (11 << 5) | 21 };


sub zip_bytes {
    my ($body, $directory, $n) = ('', '', 0);

    for my $entry (@_) {
        my ($name, $content, %more) = @$entry;
        my ($packed, $crc, $size) = _pack($content, %more);
        my $method = $more{store} ? 0 : 8;
        my $flags = $more{encrypted} ? 1 : 0;
        my $fields = pack 'v v v v V V V v v', $flags, $method, DOS_TIME, DOS_DATE, $crc,
            length $packed, $more{size} // $size, length $name, 0;

        $directory .= pack('V v v', 0x02014b50, 20, 20) . $fields
            . pack('v v v V V', 0, 0, 0, 0, length $body) . $name;
        $body .= pack('V v', 0x04034b50, 20) . $fields . $name . $packed;
        $n++;
    }

    return $body . $directory . pack 'V v v v v V V v', 0x06054b50, 0, 0, $n, $n,
        length $directory, length $body, 0;
}


sub _pack {
    my ($content, %more) = @_;
    my @pieces = ($more{before} // '', ($content) x ($more{repeat} // 1));

    utf8::encode($_) for grep { utf8::is_utf8($_) } @pieces;
    my ($crc, $size) = (0, 0);
    my ($deflate) = Compress::Raw::Zlib::Deflate->new(-WindowBits => -15,
        -AppendOutput => 1, -Level => 9);
    my $packed = '';

    for my $piece (@pieces) {
        $crc = crc32($piece, $crc);
        $size += length $piece;
        if ($more{store}) {
            $packed .= $piece;
        }
        else {
            $deflate->deflate($piece, $packed);
        }
    }
    $deflate->flush($packed) unless $more{store};

    return ($packed, $crc, $size);
}

1;
