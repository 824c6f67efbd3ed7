package Cpu;

# CPU time of process trees, in seconds, from /proc: running members by their
# own time, ended ones by what their parents collected.

use strict;
use warnings;
use POSIX ();

my $TICK = POSIX::sysconf(POSIX::_SC_CLK_TCK());


sub tree {
    my ($root) = @_;

    my (%parent, @all);
    for my $stat (glob '/proc/[0-9]*/stat') {
        open my $in, '<', $stat or next;
        my $line = <$in> // next;
        my ($pid, $rest) = $line =~ /^(\d+) \(.*\) (.*)/ or next;
        $parent{$pid} = (split ' ', $rest)[1];
    }

    for my $pid (keys %parent) {
        for (my $p = $pid; $p && $p > 1; $p = $parent{$p} // 0) {
            push(@all, $pid), last if $p == $root;
        }
    }

    return @all;
}


sub seconds {
    my ($root) = @_;

    my $ticks = 0;
    for my $pid (tree($root)) {
        open my $in, '<', "/proc/$pid/stat" or next;
        my ($rest) = (<$in> // '') =~ /^\d+ \(.*\) (.*)/ or next;
        my @f = split ' ', $rest;
        $ticks += $f[11] + $f[12] + $f[13] + $f[14];
    }

    return $ticks / $TICK;
}


sub rss_mb {
    my ($pid) = @_;

    open my $in, '<', "/proc/$pid/status" or return 0;
    my ($kb) = join('', <$in>) =~ /^VmRSS:\s+(\d+)/m;
    return ($kb // 0) / 1024;
}

1;
