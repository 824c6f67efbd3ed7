package Bars;

# The bars of ingestion: ratios to a peer measured in the same run, medians of
# its rounds.  They were set on a machine whose processor computes SHA-256
# itself: there the HMAC of a webhook costs 0.6 us, and a bare C server takes
# 6.1 us for everything.  Elsewhere two rows without a bar tell what the first
# bar asks: our figure with such an HMAC (an estimate), and the distance to
# that C server, where 1.7 times a nginx that reads bodies was 1.56.

use strict;
use warnings;

my $LIMIT = 'L3-c-ideal';
my $MAC_US = 0.6;                       # of a webhook, where the bars were set
my $BODY_KB = 0.82;

# workers, phase, figure, title, peer, bar (negative: at least; 0: none)
my @BARS = (
    [1, 'c64',   'srv_us',   'nginx CPU us',        'L0-readbody',        1.7],
    [1, 'c64',   'less_mac', 'nginx, HMAC 0.6 us',  'L0-readbody',        0],
    [1, 'c64',   'srv_us',   'nginx CPU us',        $LIMIT,               0],
    [1, 'c64',   'srv_us',   'nginx CPU us',        'P1-openresty',       0.33],
    [1, 'c64',   'srv_us',   'nginx CPU us',        'P2-fastify-ioredis', 0.21],
    [1, 'c64',   'srv_us',   'nginx CPU us',        'P4-fastapi',         0.08],
    [1, 'c64',   'redis_us', 'Redis CPU us',        $LIMIT,               1.2],
    [2, 'c64',   'rps',      'webhooks/s',          $LIMIT,               -0.66],
    [2, 'c64',   'p99',      'p99 us, 64 at once',  $LIMIT,               2],
    [2, 'r1000', 'p99',      'p99 us at 1,000/s',   $LIMIT,               2],
);


sub peers {
    my ($workers) = @_;

    my %seen;
    return grep { !$seen{$_}++ } map { $_->[4] } grep { $_->[0] == $workers } @BARS;
}


sub show {
    my ($rows) = @_;

    my %seen;
    my @redis = grep { !$seen{$_}++ } map { $_->{aof} } @$rows;

    for my $redis (@redis) {
        my @of = grep { $_->{aof} eq $redis } @$rows;
        printf "\n== Redis at %s ==\n\n%-9s %-20s %-20s %9s %9s %6s  %s\n", $redis,
            qw(workers figure peer relevo peer ratio bar);
        line(\@of, @$_) for @BARS;
        complaints(\@of);
    }

    circumstances($rows);
}


sub line {
    my ($rows, $workers, $phase, $figure, $title, $peer, $bar) = @_;

    my ($ours, $theirs) = map { median(figures($rows, $workers, $phase, $figure, $_)) }
        'relevo', $peer;
    my $head = sprintf '%-9d %-20s %-20s', $workers, $title, $peer;

    return print "$head not measured\n" if !defined $ours || !$theirs;

    my $ratio = $ours / $theirs;
    my $met = $bar < 0 ? $ratio >= -$bar : $ratio <= $bar;
    my $verdict = $bar ? sprintf('%s %.2f %s', $bar < 0 ? '>=' : '<=', abs $bar,
        $met ? 'ok' : 'MISSED') : '-';
    my $format = $ours >= 1000 ? '%9.0f' : '%9.2f';

    printf "%s $format $format %6.2f  %s\n", $head, $ours, $theirs, $ratio, $verdict;
}


sub figures {
    my ($rows, $workers, $phase, $figure, $name) = @_;

    return map { figure($_, $figure) } grep { !$_->{failed} && $_->{kept} && $_->{workers} == $workers
            && $_->{phase} eq $phase && $_->{name} eq $name } @$rows;
}


# cal_ns: HMAC of 1 KB, measured by the harness before each slot.
sub figure {
    my ($row, $figure) = @_;

    return $row->{$figure} if $figure ne 'less_mac';
    return $row->{srv_us} if $row->{name} ne 'relevo';
    return $row->{srv_us} - $row->{cal_ns} / 1000 * $BODY_KB + $MAC_US;
}


# A wrong answer or an entry that is missing makes a figure worthless.
sub complaints {
    my ($rows) = @_;

    for my $row (@$rows) {
        my $who = "$row->{name}, $row->{workers} worker(s), round $row->{round}";
        print "  !! $who failed its self-test\n" if $row->{failed};
        next if $row->{failed};
        print "  !! $who: $row->{non2xx} refused, $row->{errors} errors\n"
            if $row->{non2xx} || $row->{errors};
        print "  !! $who: answers and entries differ\n" if $row->{count_mismatch};
    }
}


sub circumstances {
    my ($rows) = @_;

    my @kept = grep { $_->{kept} } @$rows;
    return if !@kept;

    open my $in, '<', '/proc/cpuinfo' or die "cpuinfo: $!\n";
    my $cpu = join '', <$in>;
    my ($model) = $cpu =~ /^model name\s*:\s*(.*)/m;

    printf "\n%s, %s SHA instructions; HMAC of 1 KB %.2f us; others used %.0f %% of a core, "
        . "%d of %d phases above 30 %%\n", $model // 'this machine',
        $cpu =~ /\bsha_ni\b/ ? 'with' : 'WITHOUT', median(map { $_->{cal_ns} } @kept) / 1000,
        100 * median(map { $_->{other_cpu} } @kept),
        scalar(grep { $_->{other_cpu} > 0.3 } @kept), scalar @kept;
}


sub median {
    my @sorted = sort { $a <=> $b } @_;

    return undef if !@sorted;
    return @sorted % 2 ? $sorted[@sorted / 2]
        : ($sorted[@sorted / 2 - 1] + $sorted[@sorted / 2]) / 2;
}

1;
