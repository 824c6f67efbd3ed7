package Cpu;

# CPU time of process trees, in seconds, from /proc: running members by their
# own time, ended ones by what their parents collected; and how long they
# waited for a core.

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


# Seconds that its members were ready and had no core, threads too; without
# those whose command fits.  It says more than a clock on a machine that has
# other work.
sub waited {
    my ($root, $without) = @_;

    my $ns = 0;
    for my $pid (tree($root)) {
        if ($without && open my $in, '<', "/proc/$pid/comm") {
            next if <$in> =~ $without;
        }
        for my $task (glob "/proc/$pid/task/*/schedstat") {
            open my $in, '<', $task or next;
            $ns += (split ' ', <$in> // '0 0')[1] // 0;
        }
    }

    return $ns / 1e9;
}


sub rss_mb {
    my ($pid) = @_;

    open my $in, '<', "/proc/$pid/status" or return 0;
    my ($kb) = join('', <$in>) =~ /^VmRSS:\s+(\d+)/m;
    return ($kb // 0) / 1024;
}

1;
