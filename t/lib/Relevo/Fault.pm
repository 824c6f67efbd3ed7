package Relevo::Fault;

# What the fault tests share: a world whose worker answers every message by
# itself, deaths with a stopwatch, and failpoints that act once.
#
#   my $w = fault_world(processes => 3);
#   my $seconds = kill_child($w, $pid);        # until all partitions are owned
#   arm($w, 'turn.before_commit=kill9@3');     # restarts the worker with it
#   my $pid = struck($w, 'turn.before_commit') # waits; pid of who was struck
#
# log_lines($w, 'lease.lost') are the worker's log entries of one event.

use strict;
use warnings;

use Exporter qw(import);
use JSON::PP;
use Time::HiRes qw(time);

use Relevo::Wait;
use Relevo::World;

our @EXPORT = qw(fault_world kill_child all_owned owner_of arm struck
                 log_lines any_child);

my $JSON = JSON::PP->new->utf8;


# processes, set, and everything World->new takes
sub fault_world {
    my (%o) = @_;

    my $processes = delete $o{processes} // 2;
    my %set = ('turn.burst_ms' => 0, 'worker.processes' => $processes,
        'deliver.read_receipts' => 'off', 'deliver.ambiguous_wait' => '3s',
        'deliver.limits' => 'off', 'log.burst' => 1000,
        %{ delete $o{set} // {} });

    my $w = Relevo::World->new(nginx => { workers => 2 }, %o, set => \%set);
    wait_until { all_owned($w) } 20, 'all partitions to be owned';
    return $w;
}


# Every partition has a live owner, and none of them is one of these pids.
sub all_owned {
    my ($w, @except) = @_;

    my @rows = $w->pg->rows(q{select owner, owner is not null
        and expires_at > clock_timestamp() as held from core.partition_lease});
    my %except = map { $_ => 1 } @except;

    return !grep { !$_->{held} || $except{ (split /:/, $_->{owner})[-2] } } @rows;
}


# Pid of the owner of a partition, or undef
sub owner_of {
    my ($w, $p) = @_;

    my $owner = $w->pg->value(
        'select owner from core.partition_lease where partition = $1', $p);
    return defined $owner ? (split /:/, $owner)[-2] : undef;
}


sub any_child {
    my ($w) = @_;

    my @children;
    wait_until { @children = $w->children('worker') } 20, 'a child';
    return $children[int rand @children];
}


# kill -9; the seconds until others, or its replacement, own everything.
sub kill_child {
    my ($w, $pid) = @_;

    kill 'KILL', $pid;
    return elapsed {
        wait_until { all_owned($w, $pid) } 15, "$pid to be replaced";
    };
}


# Restarts the worker with these failpoints; each acts in one process, once.
sub arm {
    my ($w, $points) = @_;

    my $dir = $w->dir('failpoints');
    mkdir $dir;
    chmod 0777, $dir;
    unlink glob "$dir/*";
    $w->stop('worker') if $w->is_alive('worker');
    $w->{env} = { %{ $w->{env} // {} }, RELEVO_FAILPOINTS => $points,
                  RELEVO_FAILPOINTS_DIR => $dir };
    return $w->start('worker');
}


# Waits until the failpoint has acted; the pid it acted on.
sub struck {
    my ($w, $name, $timeout) = @_;

    my $file = $w->dir('failpoints', $name);
    wait_until { -s $file } $timeout // 30, "failpoint $name";
    open my $in, '<', $file or die "$file: $!";
    chomp(my $pid = <$in>);
    return $pid;
}


sub log_lines {
    my ($w, $event) = @_;

    open my $in, '<', $w->log('worker') or return;
    return grep { ($_->{event} // '') eq $event }
        map { eval { $JSON->decode($_) } || () } grep { /^\{/ } <$in>;
}

1;
