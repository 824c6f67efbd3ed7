package Relevo::Wait;

# Waiting for conditions: the only way a test lets time pass.  Nothing here
# sleeps for a fixed time; wait_until() looks again every few milliseconds
# until the condition holds or the deadline has come, and then says what it
# was waiting for.

use strict;
use warnings;

use Carp qw(croak);
use Exporter qw(import);
use Test::More ();
use Time::HiRes qw(time);

our @EXPORT = qw(wait_until wait_for stays elapsed crowd in_time deadline);

# Slow machines and sanitizers: RELEVO_TEST_PATIENCE=3 triples every deadline.
my $PATIENCE = $ENV{RELEVO_TEST_PATIENCE} || 1;

my $CROWD_MAX = 4;

# No deadline is shorter: a machine may stand still for seconds, and who waits
# for what comes has it as soon as it is there.
my $LEAST = 30;

my $cores;


# How many want each core, 1 to 4: what takes 5 s alone takes 20 s then.
sub crowd {
    open my $load, '<', '/proc/loadavg' or return 1;
    my ($minute) = split / /, <$load>;
    $cores //= do { open my $in, '<', '/proc/cpuinfo'; scalar grep { /^processor/ } <$in> } || 1;

    my $crowd = $minute / $cores;
    return $crowd < 1 ? 1 : $crowd > $CROWD_MAX ? $CROWD_MAX : $crowd;
}


# Seconds after which nobody waits any longer, for who meant so many.
sub deadline {
    my ($seconds) = @_;

    my $least = $seconds // 0;
    return ($least < $LEAST ? $LEAST : $least) * $PATIENCE * crowd();
}


# Value of the condition as soon as it is true; dies after $timeout seconds.
sub wait_until (&;$$) {
    my ($condition, $timeout, $what) = @_;

    my $value = _poll($condition, $timeout);
    return $value if $value;

    croak 'waited ' . sprintf('%.0f', deadline($timeout)) . ' s for '
        . ($what // 'a condition');
}


# The same, but false instead of death, for a test's ok().  Mind the
# parentheses:  ok((wait_for { ... } 5), 'name')
sub wait_for (&;$) {
    my ($condition, $timeout) = @_;

    return _poll($condition, $timeout);
}


# True when the condition held at every look during $seconds: for "nothing
# more comes".  Never multiplied: a longer look proves nothing new.
sub stays (&$) {
    my ($condition, $seconds) = @_;

    my $end = time() + $seconds;
    while (time() < $end) {
        return 0 unless $condition->();
        select(undef, undef, undef, 0.02);
    }

    return 1;
}


# Seconds that the code took.
sub elapsed (&) {
    my ($code) = @_;

    my $start = time();
    $code->();
    return time() - $start;
}


# A test: it took no longer than that, on a machine as crowded as one can be.
# For what would otherwise take its timeout, or the square of its size: there
# is no other way to tell.
sub in_time {
    my ($took, $seconds, $name) = @_;

    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return Test::More::cmp_ok($took, '<', $seconds * $PATIENCE * $CROWD_MAX, $name);
}


sub _poll {
    my ($condition, $timeout) = @_;

    my $end = time() + deadline($timeout);
    my $pause = 0.002;

    while (1) {
        my $value = $condition->();
        return $value if $value || time() > $end;
        select(undef, undef, undef, $pause);
        $pause = $pause * 1.5 > 0.05 ? 0.05 : $pause * 1.5;
    }
}

1;
