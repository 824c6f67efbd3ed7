# The fuzz targets of t/fuzz, each for its share of 60 seconds with its seeds
# and what build/fuzz/corpus has gathered; ./build.sh fuzz runs this file, too.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use File::Path qw(make_path);
use Test::More;

my $top = "$FindBin::Bin/..";
my $build = $ENV{RELEVO_FUZZ_BUILD} // (-x "$top/build/fuzz/fuzz_scan" ? 'build/fuzz' : 'build/fuzz-gcc');
my $seconds = $ENV{RELEVO_FUZZ_SECONDS} || 60;
my $only = $ENV{RELEVO_FUZZ_TARGET};

my @all = map { m{fuzz_(\w+)\.c$} } sort glob "$top/t/fuzz/fuzz_*.c";
my @targets = grep { !$only || $_ eq $only } @all;
my $share = int($seconds / @targets) || 1;

chdir $top or die "$top: $!";


# The end of what a target said, when it found something.
sub tail {
    my ($file) = @_;

    open my $in, '<', $file or return "$file: $!";
    my @lines = <$in>;
    return join '', @lines > 60 ? @lines[-60 .. -1] : @lines;
}


for my $target (@targets) {
    my $program = "$build/fuzz_$target";
    my $corpus = "build/fuzz/corpus/$target";
    my $log = "build/fuzz/$target.log";
    my $dict = -f "t/fuzz/$target.dict" ? "t/fuzz/$target.dict" : 't/fuzz/json.dict';

    make_path($corpus);
    local $ENV{UBSAN_OPTIONS} = 'print_stacktrace=1:halt_on_error=1';
    local $ENV{ASAN_OPTIONS} = 'detect_leaks=1';
    my $status = system "exec $program -max_total_time=$share -max_len=4096 -dict=$dict"
        . " -artifact_prefix=build/fuzz/$target- $corpus t/fuzz/seeds/$target > $log 2>&1";

    my $text = tail($log);
    my ($runs) = $text =~ /^(?:fuzz: |Done )(\d+) runs/m;
    ok($status == 0 && $runs, "$target: " . ($runs // 'no') . " runs in $share s") or diag($text);
}

my @bare = grep { !@{[glob "$top/t/fuzz/seeds/$_/*"]} } @all;
is("@bare", '', 'every target has seeds');

done_testing;
