#!/usr/bin/env perl
# Finds texts of jansson that are given to free(): the release worker gives
# jansson an allocator of its own (worker/engine/jsonx.h), and what it made
# goes back by jsonx_free().  Sanitizer builds do not see it, they use malloc.
#
#   perl config/stack/jansson.pl FILE.c ...
#
# Looked at function by function: a name that json_dumps() or a function which
# returns its text was assigned to; a member of a structure in its whole file.

use strict;
use warnings;

my %makes = (json_dumps => 1);          # functions whose text is jansson's


sub slurp {
    my ($file) = @_;

    open my $in, '<', $file or die "$file: $!\n";
    local $/;
    my $c = <$in>;
    # comments and strings say nothing; lines stay where they are
    $c =~ s{(/\*.*?\*/|//[^\n]*)|("(?:[^"\\\n]|\\.)*")}{
        defined $1 ? $1 =~ tr/\n//cdr : '""'}gse;
    return $c;
}


# [name, line, text] of each function: house style begins them at column 0.
sub functions {
    my ($c) = @_;

    my @found;
    while ($c =~ /^(\w+)\([^;{}]*\)\n\{\n(.*?)^\}/gms) {
        my ($name, $body, $at) = ($1, $2, $-[2]);
        push @found, [$name, 1 + (substr($c, 0, $at) =~ tr/\n//), $body];
    }
    return @found;
}


# What is assigned a text of jansson, whole: "text", "t->texts", "texts[n]".
sub assigned {
    my ($body) = @_;

    my $call = join '|', map { quotemeta } keys %makes;
    my %to;
    while ($body =~ /((?:[\w.\[\]>+-]+ *= *)+)(?:[^;]*?[?:]\s*)?\b(?:$call)\(/g) {
        my $left = $1;
        while ($left =~ /([\w.\[\]>-]+) *=/g) {
            (my $name = $1) =~ s/\[.*//;
            $to{$name} = 1;
        }
    }
    return \%to;
}


my %file = map { $_ => slurp($_) } @ARGV;
for (1 .. 3) {                          # what returns what another returned
    my $call = join '|', map { quotemeta } keys %makes;
    for my $c (values %file) {
        for my $f (functions($c)) {
            my ($name, undef, $body) = @$f;
            my $to = assigned($body);
            $makes{$name} = 1 if $body =~ /\breturn\b[^;]*\b(?:$call)\(/
                || grep { /^\w+$/ && $body =~ /\breturn $_;/ } keys %$to;
        }
    }
}

my $bad = 0;
for my $file (sort keys %file) {
    my %member;
    for my $f (functions($file{$file})) {
        $member{$_} = 1 for map { /(?:\.|->)(\w+)$/ ? $1 : () } keys %{ assigned($f->[2]) };
    }
    for my $f (functions($file{$file})) {
        my ($name, $line, $body) = @$f;
        my $to = assigned($body);
        while ($body =~ /\bfree\(([\w.>-]+)/g) {
            my ($what, $at) = ($1, $-[0]);
            next unless $to->{$what} || $what =~ /(?:\.|->)(\w+)$/ && $member{$1};
            $bad = 1;
            printf "%s:%d: %s() frees %s, a text of jansson: jsonx_free()\n", $file,
                $line + (substr($body, 0, $at) =~ tr/\n//), $name, $what;
        }
    }
}
exit $bad;
