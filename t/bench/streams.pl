# streams - 5,000 answers of a model come at once into one child, a token each
# 250 ms: memory per stream (bar: 60 KB) and the longest time the loop stood
# still (bar: 50 ms), beside as many raw curl transfers. The stall by CPU time is the
# process's own; by the clock it holds what others on the machine took, too.

use strict;
use warnings;

use JSON::PP;

my $N = shift(@ARGV) // 5000;
my $program = "$FindBin::Bin/../../build/bench/streams";

for my $raw (0, 1) {
    open my $out, '-|', $program, '--streams', $N, $raw ? '--raw' : () or die "$program: $!";
    my $text = join '', <$out>;
    close $out;
    my $r = eval { decode_json($text) } or die "streams failed: $text\n";

    printf "%-8s %d streams, %d answered, %d at once: %.1f KB per stream (bar 60), stall %d ms (bar 50), of it own CPU time %d ms, %.1f us per token\n",
        $raw ? 'raw curl' : 'relevo', @$r{qw(streams answered at_once kb_per_stream stall_ms stall_cpu_ms cpu_us_per_token)};
}

1;
