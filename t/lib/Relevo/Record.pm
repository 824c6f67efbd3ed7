package Relevo::Record;

# Reads records of the ingress log as common/record.h describes them; a second
# reading of the format, on purpose not the product's own.
#
#   for my $r (records($w->redis, 16)) { $r->{partition}; $r->{payload} }

use strict;
use warnings;

use Exporter qw(import);

our @EXPORT = qw(record_decode records partition_of);


sub record_decode {
    my ($bytes) = @_;

    my %r;
    my ($us_low, $us_high, @len);
    (@r{qw(version kind flags partition header_len)}, $us_low, $us_high, @len)
        = unpack 'C C v v v V V C C C C v', $bytes;
    $r{received_us} = $us_high * 2**32 + $us_low;

    my $at = 24;
    for my $name (qw(channel endpoint request_id traceparent sender)) {
        my $len = shift @len;
        $r{$name} = substr $bytes, $at, $len;
        $at += $len;
    }

    $r{payload} = substr $bytes, $r{header_len};
    return \%r;
}


# All records, by partition and age; {key} and {id} say where they are.
sub records {
    my ($redis, $partitions) = @_;

    my @records;
    for my $p (0 .. ($partitions // 16) - 1) {
        for my $entry ($redis->stream("relevo:{$p}:in")) {
            push @records, { %{ record_decode($entry->[1]{r}) },
                             place => "$p:$entry->[0]" };
        }
    }

    return @records;
}


# FNV-1a, 64 bit, modulo the number of partitions.
sub partition_of {
    my ($account, $partitions) = @_;

    use integer;                       # wraps at 64 bits
    my $h = -3750763034362895579;      # 0xcbf29ce484222325
    for my $byte (unpack 'C*', $account) {
        $h = ($h ^ $byte) * 1099511628211;
    }

    no integer;
    return ($h < 0 ? 2**32 * (($h >> 32) & 0xffffffff) + ($h & 0xffffffff)
                   : $h) % ($partitions // 16)
        if ($partitions // 16) & (($partitions // 16) - 1);
    return $h & (($partitions // 16) - 1);
}

1;
