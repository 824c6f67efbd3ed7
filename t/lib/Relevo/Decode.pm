# Decode: what relevo-decode makes of a file.
#
#   my $d = decode($bytes, name => 'a.pdf', mime => .., what => 'text',
#       language => 'es', languages => 'es en', limits => { pages => 3 }, wall_ms => 60_000);
#   $d->{json}         its result       $d->{status}  exit status
#   $d->{attachment}   {name => bytes}
#
# (Relevo::Media decodes many files at once, and knows what of a text is right.)

package Relevo::Decode;

use strict;
use warnings;

use Encode ();
use Exporter 'import';
use File::Temp ();
use FindBin;
use JSON::PP ();

our @EXPORT = qw(decode);

my $build = $ENV{RELEVO_TEST_BUILD} // "$FindBin::Bin/../build/test";


sub decode {
    my ($bytes, %how) = @_;
    my $dir = File::Temp->newdir;
    my $program = $how{program} // "$build/relevo-decode";
    # loading the data of five languages takes longer than all the rest
    $how{languages} //= $how{language} // 'en';

    my @options = map { defined $how{$_} ? ("--$_", $how{$_}) : () }
        qw(name mime what language languages);

    push @options, '--wall-ms', $how{wall_ms} if $how{wall_ms};
    push @options, map { ('--limit', "$_=$how{limits}{$_}") } sort keys %{ $how{limits} // {} };

    _write("$dir/file", $bytes);
    mkdir "$dir/out" or die "$dir/out: $!";
    open my $out, '-|', $program, '--json', '--attachments', "$dir/out", @options, "$dir/file"
        or die "$program: $!";
    my $said = do { local $/; <$out> };
    close $out;

    return {
        status     => $? >> 8,
        json       => JSON::PP->new->utf8->decode($said),
        attachment => { map { /([^\/]+)$/ ? ($1 => _read($_)) : () } glob "$dir/out/*" },
    };
}


sub _write {
    my ($path, $bytes) = @_;

    open my $file, '>:raw', $path or die "$path: $!";
    print {$file} $bytes;
    close $file or die "$path: $!";
}


sub _read {
    my ($path) = @_;

    open my $file, '<:raw', $path or die "$path: $!";
    local $/;
    return scalar <$file>;
}

1;
